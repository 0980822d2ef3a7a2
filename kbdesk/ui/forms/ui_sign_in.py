# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'sign_in.ui'
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
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QLineEdit,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from kbdesk.ui.kit.buttons import Button
from kbdesk.ui.kit.marks import Mark
from kbdesk.ui.kit.primary import Primary
from kbdesk.ui.kit.tabs import Tabs
from kbdesk.ui.kit.words import (Paragraph, Words)
from kbdesk.ui.officer_list import OfficerList
from kbdesk.ui.post_panel import PostPanel

class Ui_SignInForm(object):
    def setupUi(self, SignInForm):
        if not SignInForm.objectName():
            SignInForm.setObjectName(u"SignInForm")
        self.halves = QHBoxLayout(SignInForm)
        self.halves.setSpacing(0)
        self.halves.setObjectName(u"halves")
        self.halves.setContentsMargins(0, 0, 0, 0)
        self.post_panel = PostPanel(SignInForm)
        self.post_panel.setObjectName(u"post_panel")

        self.halves.addWidget(self.post_panel)

        self.right = QFrame(SignInForm)
        self.right.setObjectName(u"right")
        self.right.setProperty(u"panel", u"surface")
        self.form = QVBoxLayout(self.right)
        self.form.setSpacing(0)
        self.form.setObjectName(u"form")
        self.languages = Tabs(self.right)
        self.languages.setObjectName(u"languages")

        self.form.addWidget(self.languages)

        self.above = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.form.addItem(self.above)

        self.title = Words(self.right)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"name")

        self.form.addWidget(self.title)

        self.hint = Words(self.right)
        self.hint.setObjectName(u"hint")
        self.hint.setProperty(u"tone", u"ink2")

        self.form.addWidget(self.hint)

        self.before_officers = QSpacerItem(0, 20, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.form.addItem(self.before_officers)

        self.officers = OfficerList(self.right)
        self.officers.setObjectName(u"officers")

        self.form.addWidget(self.officers)

        self.before_password = QSpacerItem(0, 20, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.form.addItem(self.before_password)

        self.password_label = Words(self.right)
        self.password_label.setObjectName(u"password_label")
        self.password_label.setProperty(u"role", u"caption")

        self.form.addWidget(self.password_label)

        self.under_label = QSpacerItem(0, 5, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.form.addItem(self.under_label)

        self.password = QLineEdit(self.right)
        self.password.setObjectName(u"password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setProperty(u"tall", u"true")

        self.form.addWidget(self.password)

        self.message_row = QHBoxLayout()
        self.message_row.setSpacing(8)
        self.message_row.setObjectName(u"message_row")
        self.message_row.setContentsMargins(-1, 6, -1, 10)
        self.message_mark = Mark(self.right)
        self.message_mark.setObjectName(u"message_mark")

        self.message_row.addWidget(self.message_mark)

        self.message = Paragraph(self.right)
        self.message.setObjectName(u"message")
        self.message.setProperty(u"tone", u"stop")

        self.message_row.addWidget(self.message)


        self.form.addLayout(self.message_row)

        self.acts = QHBoxLayout()
        self.acts.setSpacing(12)
        self.acts.setObjectName(u"acts")
        self.sign_in = Primary(self.right)
        self.sign_in.setObjectName(u"sign_in")

        self.acts.addWidget(self.sign_in)

        self.between = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.acts.addItem(self.between)

        self.fill_in = Button(self.right)
        self.fill_in.setObjectName(u"fill_in")

        self.acts.addWidget(self.fill_in)


        self.form.addLayout(self.acts)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.form.addItem(self.below)

        self.foot = Words(self.right)
        self.foot.setObjectName(u"foot")
        self.foot.setProperty(u"role", u"caption")

        self.form.addWidget(self.foot)


        self.halves.addWidget(self.right)

        QWidget.setTabOrder(self.officers, self.password)
        QWidget.setTabOrder(self.password, self.sign_in)
        QWidget.setTabOrder(self.sign_in, self.fill_in)
        QWidget.setTabOrder(self.fill_in, self.languages)

        self.retranslateUi(SignInForm)
    # setupUi

    def retranslateUi(self, SignInForm):
        pass
    # retranslateUi

