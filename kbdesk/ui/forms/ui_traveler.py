# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'traveler.ui'
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
from PySide6.QtWidgets import (QApplication, QGridLayout, QHBoxLayout, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

from kbdesk.ui.arrive.section_head import SectionHead
from kbdesk.ui.arrive.steady_scroll import SteadyScroll
from kbdesk.ui.arrive.zone_field import ZoneField
from kbdesk.ui.kit.field import (ChoiceField, Field, FreeChoiceField)
from kbdesk.ui.portrait.place import PortraitPlace

class Ui_TravelerForm(object):
    def setupUi(self, TravelerForm):
        if not TravelerForm.objectName():
            TravelerForm.setObjectName(u"TravelerForm")
        self.whole = QVBoxLayout(TravelerForm)
        self.whole.setSpacing(6)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.scroll = SteadyScroll(TravelerForm)
        self.scroll.setObjectName(u"scroll")
        self.fields = QWidget(self.scroll.viewport())
        self.fields.setObjectName(u"fields")
        self.rows = QVBoxLayout(self.fields)
        self.rows.setSpacing(0)
        self.rows.setObjectName(u"rows")
        self.rows.setContentsMargins(24, 0, 24, 0)
        self.section_person = QWidget(self.fields)
        self.section_person.setObjectName(u"section_person")
        self.box_person = QHBoxLayout(self.section_person)
        self.box_person.setSpacing(24)
        self.box_person.setObjectName(u"box_person")
        self.box_person.setContentsMargins(0, 0, 0, 0)
        self.head_person = PortraitPlace(self.section_person)
        self.head_person.setObjectName(u"head_person")

        self.box_person.addWidget(self.head_person, 0, Qt.AlignmentFlag.AlignTop)

        self.grid_person = QGridLayout()
        self.grid_person.setObjectName(u"grid_person")
        self.grid_person.setHorizontalSpacing(16)
        self.grid_person.setVerticalSpacing(0)
        self.grid_person.setContentsMargins(0, 0, 0, 0)
        self.surname = Field(self.section_person)
        self.surname.setObjectName(u"surname")

        self.grid_person.addWidget(self.surname, 0, 0, 1, 6)

        self.given_names = Field(self.section_person)
        self.given_names.setObjectName(u"given_names")

        self.grid_person.addWidget(self.given_names, 0, 6, 1, 6)

        self.birth_date = Field(self.section_person)
        self.birth_date.setObjectName(u"birth_date")

        self.grid_person.addWidget(self.birth_date, 1, 0, 1, 3)

        self.sex = ChoiceField(self.section_person)
        self.sex.setObjectName(u"sex")

        self.grid_person.addWidget(self.sex, 1, 3, 1, 2)

        self.nationality = Field(self.section_person)
        self.nationality.setObjectName(u"nationality")

        self.grid_person.addWidget(self.nationality, 1, 5, 1, 2)

        self.personal_number = Field(self.section_person)
        self.personal_number.setObjectName(u"personal_number")

        self.grid_person.addWidget(self.personal_number, 1, 7, 1, 5)

        self.grid_person.setColumnStretch(0, 1)
        self.grid_person.setColumnStretch(1, 1)
        self.grid_person.setColumnStretch(2, 1)
        self.grid_person.setColumnStretch(3, 1)
        self.grid_person.setColumnStretch(4, 1)
        self.grid_person.setColumnStretch(5, 1)
        self.grid_person.setColumnStretch(6, 1)
        self.grid_person.setColumnStretch(7, 1)
        self.grid_person.setColumnStretch(8, 1)
        self.grid_person.setColumnStretch(9, 1)
        self.grid_person.setColumnStretch(10, 1)
        self.grid_person.setColumnStretch(11, 1)

        self.box_person.addLayout(self.grid_person)

        self.box_person.setStretch(1, 1)

        self.rows.addWidget(self.section_person)

        self.section_document = QWidget(self.fields)
        self.section_document.setObjectName(u"section_document")
        self.box_document = QHBoxLayout(self.section_document)
        self.box_document.setSpacing(24)
        self.box_document.setObjectName(u"box_document")
        self.box_document.setContentsMargins(0, 0, 0, 0)
        self.head_document = SectionHead(self.section_document)
        self.head_document.setObjectName(u"head_document")

        self.box_document.addWidget(self.head_document, 0, Qt.AlignmentFlag.AlignTop)

        self.grid_document = QGridLayout()
        self.grid_document.setObjectName(u"grid_document")
        self.grid_document.setHorizontalSpacing(16)
        self.grid_document.setVerticalSpacing(0)
        self.grid_document.setContentsMargins(0, 0, 0, 0)
        self.document_type = ChoiceField(self.section_document)
        self.document_type.setObjectName(u"document_type")

        self.grid_document.addWidget(self.document_type, 0, 0, 1, 5)

        self.document_issuing_state = Field(self.section_document)
        self.document_issuing_state.setObjectName(u"document_issuing_state")

        self.grid_document.addWidget(self.document_issuing_state, 0, 5, 1, 2)

        self.document_number = Field(self.section_document)
        self.document_number.setObjectName(u"document_number")

        self.grid_document.addWidget(self.document_number, 0, 7, 1, 5)

        self.document_issuing_office = FreeChoiceField(self.section_document)
        self.document_issuing_office.setObjectName(u"document_issuing_office")

        self.grid_document.addWidget(self.document_issuing_office, 1, 0, 1, 6)

        self.document_issued_on = Field(self.section_document)
        self.document_issued_on.setObjectName(u"document_issued_on")

        self.grid_document.addWidget(self.document_issued_on, 1, 6, 1, 3)

        self.document_expires_on = Field(self.section_document)
        self.document_expires_on.setObjectName(u"document_expires_on")

        self.grid_document.addWidget(self.document_expires_on, 1, 9, 1, 3)

        self.grid_document.setColumnStretch(0, 1)
        self.grid_document.setColumnStretch(1, 1)
        self.grid_document.setColumnStretch(2, 1)
        self.grid_document.setColumnStretch(3, 1)
        self.grid_document.setColumnStretch(4, 1)
        self.grid_document.setColumnStretch(5, 1)
        self.grid_document.setColumnStretch(6, 1)
        self.grid_document.setColumnStretch(7, 1)
        self.grid_document.setColumnStretch(8, 1)
        self.grid_document.setColumnStretch(9, 1)
        self.grid_document.setColumnStretch(10, 1)
        self.grid_document.setColumnStretch(11, 1)

        self.box_document.addLayout(self.grid_document)

        self.box_document.setStretch(1, 1)

        self.rows.addWidget(self.section_document)

        self.section_dates = QWidget(self.fields)
        self.section_dates.setObjectName(u"section_dates")
        self.box_dates = QHBoxLayout(self.section_dates)
        self.box_dates.setSpacing(24)
        self.box_dates.setObjectName(u"box_dates")
        self.box_dates.setContentsMargins(0, 0, 0, 0)
        self.head_dates = SectionHead(self.section_dates)
        self.head_dates.setObjectName(u"head_dates")

        self.box_dates.addWidget(self.head_dates, 0, Qt.AlignmentFlag.AlignTop)

        self.grid_dates = QGridLayout()
        self.grid_dates.setObjectName(u"grid_dates")
        self.grid_dates.setHorizontalSpacing(16)
        self.grid_dates.setVerticalSpacing(0)
        self.grid_dates.setContentsMargins(0, 0, 0, 0)
        self.document_extended_on = Field(self.section_dates)
        self.document_extended_on.setObjectName(u"document_extended_on")

        self.grid_dates.addWidget(self.document_extended_on, 0, 0, 1, 4)

        self.grid_dates.setColumnStretch(0, 1)
        self.grid_dates.setColumnStretch(1, 1)
        self.grid_dates.setColumnStretch(2, 1)
        self.grid_dates.setColumnStretch(3, 1)
        self.grid_dates.setColumnStretch(4, 1)
        self.grid_dates.setColumnStretch(5, 1)
        self.grid_dates.setColumnStretch(6, 1)
        self.grid_dates.setColumnStretch(7, 1)
        self.grid_dates.setColumnStretch(8, 1)
        self.grid_dates.setColumnStretch(9, 1)
        self.grid_dates.setColumnStretch(10, 1)
        self.grid_dates.setColumnStretch(11, 1)

        self.box_dates.addLayout(self.grid_dates)

        self.box_dates.setStretch(1, 1)

        self.rows.addWidget(self.section_dates)

        self.section_custody = QWidget(self.fields)
        self.section_custody.setObjectName(u"section_custody")
        self.box_custody = QHBoxLayout(self.section_custody)
        self.box_custody.setSpacing(24)
        self.box_custody.setObjectName(u"box_custody")
        self.box_custody.setContentsMargins(0, 0, 0, 0)
        self.head_custody = SectionHead(self.section_custody)
        self.head_custody.setObjectName(u"head_custody")

        self.box_custody.addWidget(self.head_custody, 0, Qt.AlignmentFlag.AlignTop)

        self.grid_custody = QGridLayout()
        self.grid_custody.setObjectName(u"grid_custody")
        self.grid_custody.setHorizontalSpacing(16)
        self.grid_custody.setVerticalSpacing(0)
        self.grid_custody.setContentsMargins(0, 0, 0, 0)
        self.slot = Field(self.section_custody)
        self.slot.setObjectName(u"slot")

        self.grid_custody.addWidget(self.slot, 0, 0, 1, 2)

        self.residence = FreeChoiceField(self.section_custody)
        self.residence.setObjectName(u"residence")

        self.grid_custody.addWidget(self.residence, 0, 2, 1, 5)

        self.language = ChoiceField(self.section_custody)
        self.language.setObjectName(u"language")

        self.grid_custody.addWidget(self.language, 0, 7, 1, 5)

        self.grid_custody.setColumnStretch(0, 1)
        self.grid_custody.setColumnStretch(1, 1)
        self.grid_custody.setColumnStretch(2, 1)
        self.grid_custody.setColumnStretch(3, 1)
        self.grid_custody.setColumnStretch(4, 1)
        self.grid_custody.setColumnStretch(5, 1)
        self.grid_custody.setColumnStretch(6, 1)
        self.grid_custody.setColumnStretch(7, 1)
        self.grid_custody.setColumnStretch(8, 1)
        self.grid_custody.setColumnStretch(9, 1)
        self.grid_custody.setColumnStretch(10, 1)
        self.grid_custody.setColumnStretch(11, 1)

        self.box_custody.addLayout(self.grid_custody)

        self.box_custody.setStretch(1, 1)

        self.rows.addWidget(self.section_custody)

        self.section_guardian = QWidget(self.fields)
        self.section_guardian.setObjectName(u"section_guardian")
        self.box_guardian = QHBoxLayout(self.section_guardian)
        self.box_guardian.setSpacing(24)
        self.box_guardian.setObjectName(u"box_guardian")
        self.box_guardian.setContentsMargins(0, 0, 0, 0)
        self.head_guardian = SectionHead(self.section_guardian)
        self.head_guardian.setObjectName(u"head_guardian")

        self.box_guardian.addWidget(self.head_guardian, 0, Qt.AlignmentFlag.AlignTop)

        self.grid_guardian = QGridLayout()
        self.grid_guardian.setObjectName(u"grid_guardian")
        self.grid_guardian.setHorizontalSpacing(16)
        self.grid_guardian.setVerticalSpacing(0)
        self.grid_guardian.setContentsMargins(0, 0, 0, 0)
        self.guardian_traveler = ChoiceField(self.section_guardian)
        self.guardian_traveler.setObjectName(u"guardian_traveler")

        self.grid_guardian.addWidget(self.guardian_traveler, 0, 0, 1, 5)

        self.guardian_relation = FreeChoiceField(self.section_guardian)
        self.guardian_relation.setObjectName(u"guardian_relation")

        self.grid_guardian.addWidget(self.guardian_relation, 0, 5, 1, 3)

        self.guardian_consent = Field(self.section_guardian)
        self.guardian_consent.setObjectName(u"guardian_consent")

        self.grid_guardian.addWidget(self.guardian_consent, 0, 8, 1, 4)

        self.grid_guardian.setColumnStretch(0, 1)
        self.grid_guardian.setColumnStretch(1, 1)
        self.grid_guardian.setColumnStretch(2, 1)
        self.grid_guardian.setColumnStretch(3, 1)
        self.grid_guardian.setColumnStretch(4, 1)
        self.grid_guardian.setColumnStretch(5, 1)
        self.grid_guardian.setColumnStretch(6, 1)
        self.grid_guardian.setColumnStretch(7, 1)
        self.grid_guardian.setColumnStretch(8, 1)
        self.grid_guardian.setColumnStretch(9, 1)
        self.grid_guardian.setColumnStretch(10, 1)
        self.grid_guardian.setColumnStretch(11, 1)

        self.box_guardian.addLayout(self.grid_guardian)

        self.box_guardian.setStretch(1, 1)

        self.rows.addWidget(self.section_guardian)

        self.section_exempt = QWidget(self.fields)
        self.section_exempt.setObjectName(u"section_exempt")
        self.box_exempt = QHBoxLayout(self.section_exempt)
        self.box_exempt.setSpacing(24)
        self.box_exempt.setObjectName(u"box_exempt")
        self.box_exempt.setContentsMargins(0, 0, 0, 0)
        self.head_exempt = SectionHead(self.section_exempt)
        self.head_exempt.setObjectName(u"head_exempt")

        self.box_exempt.addWidget(self.head_exempt, 0, Qt.AlignmentFlag.AlignTop)

        self.grid_exempt = QGridLayout()
        self.grid_exempt.setObjectName(u"grid_exempt")
        self.grid_exempt.setHorizontalSpacing(16)
        self.grid_exempt.setVerticalSpacing(0)
        self.grid_exempt.setContentsMargins(0, 0, 0, 0)
        self.exempt_ground = ChoiceField(self.section_exempt)
        self.exempt_ground.setObjectName(u"exempt_ground")

        self.grid_exempt.addWidget(self.exempt_ground, 0, 0, 1, 5)

        self.exempt_reference = Field(self.section_exempt)
        self.exempt_reference.setObjectName(u"exempt_reference")

        self.grid_exempt.addWidget(self.exempt_reference, 0, 5, 1, 7)

        self.grid_exempt.setColumnStretch(0, 1)
        self.grid_exempt.setColumnStretch(1, 1)
        self.grid_exempt.setColumnStretch(2, 1)
        self.grid_exempt.setColumnStretch(3, 1)
        self.grid_exempt.setColumnStretch(4, 1)
        self.grid_exempt.setColumnStretch(5, 1)
        self.grid_exempt.setColumnStretch(6, 1)
        self.grid_exempt.setColumnStretch(7, 1)
        self.grid_exempt.setColumnStretch(8, 1)
        self.grid_exempt.setColumnStretch(9, 1)
        self.grid_exempt.setColumnStretch(10, 1)
        self.grid_exempt.setColumnStretch(11, 1)

        self.box_exempt.addLayout(self.grid_exempt)

        self.box_exempt.setStretch(1, 1)

        self.rows.addWidget(self.section_exempt)

        self.rows_end = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.rows.addItem(self.rows_end)

        self.scroll.setWidget(self.fields)

        self.whole.addWidget(self.scroll)

        self.foot = QWidget(TravelerForm)
        self.foot.setObjectName(u"foot")
        self.foot_row = QHBoxLayout(self.foot)
        self.foot_row.setSpacing(0)
        self.foot_row.setObjectName(u"foot_row")
        self.foot_row.setContentsMargins(24, 0, 24, 12)
        self.mrz = ZoneField(self.foot)
        self.mrz.setObjectName(u"mrz")

        self.foot_row.addWidget(self.mrz)


        self.whole.addWidget(self.foot)

        self.whole.setStretch(0, 1)

        self.retranslateUi(TravelerForm)
    # setupUi

    def retranslateUi(self, TravelerForm):
        pass
    # retranslateUi

