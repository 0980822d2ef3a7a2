"""Papers: what the desk prints. The only room with ReportLab; it reads no file and no clock, and keeps nothing."""
