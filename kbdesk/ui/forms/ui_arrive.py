# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'arrive.ui'
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
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QSizePolicy,
    QSpacerItem, QStackedWidget, QVBoxLayout, QWidget)

from kbdesk.ui.arrive.card_list import CardList
from kbdesk.ui.arrive.card_strip import CardStrip
from kbdesk.ui.arrive.findings_panel import FindingsPanel
from kbdesk.ui.arrive.first_banner import FirstBanner
from kbdesk.ui.arrive.papers_pane import PapersPane
from kbdesk.ui.arrive.small_buttons import (GraveButton, MoreButton)
from kbdesk.ui.arrive.stepper import Stepper
from kbdesk.ui.arrive.traveler_form import TravelerForm
from kbdesk.ui.arrive.vehicle_form import VehicleForm
from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.marks import Icon
from kbdesk.ui.kit.plate import Plate
from kbdesk.ui.kit.primary import Primary
from kbdesk.ui.kit.tabs import Segments
from kbdesk.ui.kit.toast import Toast
from kbdesk.ui.kit.words import Words

class Ui_ArrivePage(object):
    def setupUi(self, ArrivePage):
        if not ArrivePage.objectName():
            ArrivePage.setObjectName(u"ArrivePage")
        self.page_column = QVBoxLayout(ArrivePage)
        self.page_column.setSpacing(0)
        self.page_column.setObjectName(u"page_column")
        self.page_column.setContentsMargins(0, 0, 0, 0)
        self.page_row = QHBoxLayout()
        self.page_row.setSpacing(0)
        self.page_row.setObjectName(u"page_row")
        self.page_row.setContentsMargins(0, 0, 0, 0)
        self.work = QFrame(ArrivePage)
        self.work.setObjectName(u"work")
        self.work.setProperty(u"panel", u"surface")
        self.work_column = QVBoxLayout(self.work)
        self.work_column.setSpacing(12)
        self.work_column.setObjectName(u"work_column")
        self.work_column.setContentsMargins(0, 0, 0, 0)
        self.top = QWidget(self.work)
        self.top.setObjectName(u"top")
        self.top_row = QHBoxLayout(self.top)
        self.top_row.setSpacing(12)
        self.top_row.setObjectName(u"top_row")
        self.top_row.setContentsMargins(24, 10, 24, 0)
        self.plate = Plate(self.top)
        self.plate.setObjectName(u"plate")

        self.top_row.addWidget(self.plate)

        self.title = Words(self.top)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"title")

        self.top_row.addWidget(self.title)

        self.what = Words(self.top)
        self.what.setObjectName(u"what")
        self.what.setProperty(u"tone", u"ink2")

        self.top_row.addWidget(self.what)

        self.stepper = Stepper(self.top)
        self.stepper.setObjectName(u"stepper")

        self.top_row.addWidget(self.stepper)

        self.top_gap = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.top_row.addItem(self.top_gap)

        self.direction = Segments(self.top)
        self.direction.setObjectName(u"direction")

        self.top_row.addWidget(self.direction)

        self.view = Segments(self.top)
        self.view.setObjectName(u"view")

        self.top_row.addWidget(self.view)

        self.part = Segments(self.top)
        self.part.setObjectName(u"part")

        self.top_row.addWidget(self.part)

        self.more = MoreButton(self.top)
        self.more.setObjectName(u"more")

        self.top_row.addWidget(self.more)


        self.work_column.addWidget(self.top)

        self.strip_place = QWidget(self.work)
        self.strip_place.setObjectName(u"strip_place")
        self.strip_row = QVBoxLayout(self.strip_place)
        self.strip_row.setSpacing(0)
        self.strip_row.setObjectName(u"strip_row")
        self.strip_row.setContentsMargins(24, 0, 24, 0)
        self.strip = CardStrip(self.strip_place)
        self.strip.setObjectName(u"strip")

        self.strip_row.addWidget(self.strip)


        self.work_column.addWidget(self.strip_place)

        self.banner = FirstBanner(self.work)
        self.banner.setObjectName(u"banner")

        self.work_column.addWidget(self.banner)

        self.parts = QStackedWidget(self.work)
        self.parts.setObjectName(u"parts")
        self.traveler = TravelerForm(self.parts)
        self.traveler.setObjectName(u"traveler")
        self.parts.addWidget(self.traveler)
        self.vehicle = VehicleForm(self.parts)
        self.vehicle.setObjectName(u"vehicle")
        self.parts.addWidget(self.vehicle)
        self.list = CardList(self.parts)
        self.list.setObjectName(u"list")
        self.parts.addWidget(self.list)

        self.work_column.addWidget(self.parts)

        self.work_column.setStretch(3, 1)

        self.page_row.addWidget(self.work)

        self.side = QFrame(ArrivePage)
        self.side.setObjectName(u"side")
        self.side.setProperty(u"panel", u"side")
        self.side_column = QVBoxLayout(self.side)
        self.side_column.setSpacing(8)
        self.side_column.setObjectName(u"side_column")
        self.side_column.setContentsMargins(0, 0, 0, 0)
        self.findings = FindingsPanel(self.side)
        self.findings.setObjectName(u"findings")

        self.side_column.addWidget(self.findings)

        self.papers = PapersPane(self.side)
        self.papers.setObjectName(u"papers")

        self.side_column.addWidget(self.papers)

        self.side_column.setStretch(0, 1)

        self.page_row.addWidget(self.side)

        self.page_row.setStretch(0, 1)

        self.page_column.addLayout(self.page_row)

        self.bar = QFrame(ArrivePage)
        self.bar.setObjectName(u"bar")
        self.bar.setProperty(u"panel", u"bar")
        self.bar_row = QHBoxLayout(self.bar)
        self.bar_row.setSpacing(12)
        self.bar_row.setObjectName(u"bar_row")
        self.bar_row.setContentsMargins(24, 8, 24, 8)
        self.refuse = GraveButton(self.bar)
        self.refuse.setObjectName(u"refuse")

        self.bar_row.addWidget(self.refuse)

        self.refer = Button(self.bar)
        self.refer.setObjectName(u"refer")

        self.bar_row.addWidget(self.refer)

        self.other = Button(self.bar)
        self.other.setObjectName(u"other")

        self.bar_row.addWidget(self.other)

        self.toast = Toast(self.bar)
        self.toast.setObjectName(u"toast")

        self.bar_row.addWidget(self.toast)

        self.saved = Icon(self.bar)
        self.saved.setObjectName(u"saved")

        self.bar_row.addWidget(self.saved)

        self.news = Words(self.bar)
        self.news.setObjectName(u"news")
        self.news.setProperty(u"role", u"caption")
        self.news.setProperty(u"tone", u"ink2")

        self.bar_row.addWidget(self.news)

        self.bar_gap = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.bar_row.addItem(self.bar_gap)

        self.issue = Primary(self.bar)
        self.issue.setObjectName(u"issue")

        self.bar_row.addWidget(self.issue)


        self.page_column.addWidget(self.bar)

        self.page_column.setStretch(0, 1)

        self.retranslateUi(ArrivePage)
    # setupUi

    def retranslateUi(self, ArrivePage):
        pass
    # retranslateUi

