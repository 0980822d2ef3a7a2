# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'window.ui'
##
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QSizePolicy, QStackedWidget,
    QVBoxLayout, QWidget)

from kbdesk.ui.banner import Banner
from kbdesk.ui.header import Header
from kbdesk.ui.rail import Rail

class Ui_WindowForm(object):
    def setupUi(self, WindowForm):
        if not WindowForm.objectName():
            WindowForm.setObjectName(u"WindowForm")
        self.rows = QVBoxLayout(WindowForm)
        self.rows.setSpacing(0)
        self.rows.setObjectName(u"rows")
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.header = Header(WindowForm)
        self.header.setObjectName(u"header")

        self.rows.addWidget(self.header)

        self.columns = QHBoxLayout()
        self.columns.setSpacing(0)
        self.columns.setObjectName(u"columns")
        self.rail = Rail(WindowForm)
        self.rail.setObjectName(u"rail")

        self.columns.addWidget(self.rail)

        self.work = QVBoxLayout()
        self.work.setSpacing(0)
        self.work.setObjectName(u"work")
        self.banner = Banner(WindowForm)
        self.banner.setObjectName(u"banner")

        self.work.addWidget(self.banner)

        self.pages = QStackedWidget(WindowForm)
        self.pages.setObjectName(u"pages")

        self.work.addWidget(self.pages)

        self.work.setStretch(1, 1)

        self.columns.addLayout(self.work)

        self.columns.setStretch(1, 1)

        self.rows.addLayout(self.columns)


        self.retranslateUi(WindowForm)
    # setupUi

    def retranslateUi(self, WindowForm):
        pass
    # retranslateUi

