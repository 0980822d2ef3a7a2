"""What the desk prints, as PDF. The only room with ReportLab; runs on the press thread only."""
