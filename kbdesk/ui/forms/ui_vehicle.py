# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'vehicle.ui'
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
from kbdesk.ui.kit.field import (ChoiceField, Field, FreeChoiceField)

class Ui_VehicleForm(object):
    def setupUi(self, VehicleForm):
        if not VehicleForm.objectName():
            VehicleForm.setObjectName(u"VehicleForm")
        self.whole = QVBoxLayout(VehicleForm)
        self.whole.setSpacing(6)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.scroll = SteadyScroll(VehicleForm)
        self.scroll.setObjectName(u"scroll")
        self.fields = QWidget(self.scroll.viewport())
        self.fields.setObjectName(u"fields")
        self.rows = QVBoxLayout(self.fields)
        self.rows.setSpacing(0)
        self.rows.setObjectName(u"rows")
        self.rows.setContentsMargins(24, 0, 24, 0)
        self.section_plate = QWidget(self.fields)
        self.section_plate.setObjectName(u"section_plate")
        self.box_plate = QHBoxLayout(self.section_plate)
        self.box_plate.setSpacing(24)
        self.box_plate.setObjectName(u"box_plate")
        self.box_plate.setContentsMargins(0, 0, 0, 0)
        self.head_plate = SectionHead(self.section_plate)
        self.head_plate.setObjectName(u"head_plate")

        self.box_plate.addWidget(self.head_plate, 0, Qt.AlignmentFlag.AlignTop)

        self.grid_plate = QGridLayout()
        self.grid_plate.setObjectName(u"grid_plate")
        self.grid_plate.setHorizontalSpacing(16)
        self.grid_plate.setVerticalSpacing(0)
        self.grid_plate.setContentsMargins(0, 0, 0, 0)
        self.plate = Field(self.section_plate)
        self.plate.setObjectName(u"plate")

        self.grid_plate.addWidget(self.plate, 0, 0, 1, 4)

        self.vin = Field(self.section_plate)
        self.vin.setObjectName(u"vin")

        self.grid_plate.addWidget(self.vin, 0, 4, 1, 8)

        self.grid_plate.setColumnStretch(0, 1)
        self.grid_plate.setColumnStretch(1, 1)
        self.grid_plate.setColumnStretch(2, 1)
        self.grid_plate.setColumnStretch(3, 1)
        self.grid_plate.setColumnStretch(4, 1)
        self.grid_plate.setColumnStretch(5, 1)
        self.grid_plate.setColumnStretch(6, 1)
        self.grid_plate.setColumnStretch(7, 1)
        self.grid_plate.setColumnStretch(8, 1)
        self.grid_plate.setColumnStretch(9, 1)
        self.grid_plate.setColumnStretch(10, 1)
        self.grid_plate.setColumnStretch(11, 1)

        self.box_plate.addLayout(self.grid_plate)

        self.box_plate.setStretch(1, 1)

        self.rows.addWidget(self.section_plate)

        self.section_vehicle = QWidget(self.fields)
        self.section_vehicle.setObjectName(u"section_vehicle")
        self.box_vehicle = QHBoxLayout(self.section_vehicle)
        self.box_vehicle.setSpacing(24)
        self.box_vehicle.setObjectName(u"box_vehicle")
        self.box_vehicle.setContentsMargins(0, 0, 0, 0)
        self.head_vehicle = SectionHead(self.section_vehicle)
        self.head_vehicle.setObjectName(u"head_vehicle")

        self.box_vehicle.addWidget(self.head_vehicle, 0, Qt.AlignmentFlag.AlignTop)

        self.grid_vehicle = QGridLayout()
        self.grid_vehicle.setObjectName(u"grid_vehicle")
        self.grid_vehicle.setHorizontalSpacing(16)
        self.grid_vehicle.setVerticalSpacing(0)
        self.grid_vehicle.setContentsMargins(0, 0, 0, 0)
        self.make = Field(self.section_vehicle)
        self.make.setObjectName(u"make")

        self.grid_vehicle.addWidget(self.make, 0, 0, 1, 4)

        self.model = Field(self.section_vehicle)
        self.model.setObjectName(u"model")

        self.grid_vehicle.addWidget(self.model, 0, 4, 1, 4)

        self.colour = Field(self.section_vehicle)
        self.colour.setObjectName(u"colour")

        self.grid_vehicle.addWidget(self.colour, 0, 8, 1, 4)

        self.category = FreeChoiceField(self.section_vehicle)
        self.category.setObjectName(u"category")

        self.grid_vehicle.addWidget(self.category, 1, 0, 1, 5)

        self.first_registered = Field(self.section_vehicle)
        self.first_registered.setObjectName(u"first_registered")

        self.grid_vehicle.addWidget(self.first_registered, 1, 5, 1, 3)

        self.registration_valid_until = Field(self.section_vehicle)
        self.registration_valid_until.setObjectName(u"registration_valid_until")

        self.grid_vehicle.addWidget(self.registration_valid_until, 1, 8, 1, 4)

        self.grid_vehicle.setColumnStretch(0, 1)
        self.grid_vehicle.setColumnStretch(1, 1)
        self.grid_vehicle.setColumnStretch(2, 1)
        self.grid_vehicle.setColumnStretch(3, 1)
        self.grid_vehicle.setColumnStretch(4, 1)
        self.grid_vehicle.setColumnStretch(5, 1)
        self.grid_vehicle.setColumnStretch(6, 1)
        self.grid_vehicle.setColumnStretch(7, 1)
        self.grid_vehicle.setColumnStretch(8, 1)
        self.grid_vehicle.setColumnStretch(9, 1)
        self.grid_vehicle.setColumnStretch(10, 1)
        self.grid_vehicle.setColumnStretch(11, 1)

        self.box_vehicle.addLayout(self.grid_vehicle)

        self.box_vehicle.setStretch(1, 1)

        self.rows.addWidget(self.section_vehicle)

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
        self.registration_extended_on = Field(self.section_dates)
        self.registration_extended_on.setObjectName(u"registration_extended_on")

        self.grid_dates.addWidget(self.registration_extended_on, 0, 0, 1, 4)

        self.inside_since = Field(self.section_dates)
        self.inside_since.setObjectName(u"inside_since")

        self.grid_dates.addWidget(self.inside_since, 0, 4, 1, 4)

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

        self.section_holder = QWidget(self.fields)
        self.section_holder.setObjectName(u"section_holder")
        self.box_holder = QHBoxLayout(self.section_holder)
        self.box_holder.setSpacing(24)
        self.box_holder.setObjectName(u"box_holder")
        self.box_holder.setContentsMargins(0, 0, 0, 0)
        self.head_holder = SectionHead(self.section_holder)
        self.head_holder.setObjectName(u"head_holder")

        self.box_holder.addWidget(self.head_holder, 0, Qt.AlignmentFlag.AlignTop)

        self.grid_holder = QGridLayout()
        self.grid_holder.setObjectName(u"grid_holder")
        self.grid_holder.setHorizontalSpacing(16)
        self.grid_holder.setVerticalSpacing(0)
        self.grid_holder.setContentsMargins(0, 0, 0, 0)
        self.holder_surname = Field(self.section_holder)
        self.holder_surname.setObjectName(u"holder_surname")

        self.grid_holder.addWidget(self.holder_surname, 0, 0, 1, 6)

        self.holder_given_names = Field(self.section_holder)
        self.holder_given_names.setObjectName(u"holder_given_names")

        self.grid_holder.addWidget(self.holder_given_names, 0, 6, 1, 6)

        self.holder_company = Field(self.section_holder)
        self.holder_company.setObjectName(u"holder_company")

        self.grid_holder.addWidget(self.holder_company, 1, 0, 1, 7)

        self.holder_registration_number = Field(self.section_holder)
        self.holder_registration_number.setObjectName(u"holder_registration_number")

        self.grid_holder.addWidget(self.holder_registration_number, 1, 7, 1, 5)

        self.grid_holder.setColumnStretch(0, 1)
        self.grid_holder.setColumnStretch(1, 1)
        self.grid_holder.setColumnStretch(2, 1)
        self.grid_holder.setColumnStretch(3, 1)
        self.grid_holder.setColumnStretch(4, 1)
        self.grid_holder.setColumnStretch(5, 1)
        self.grid_holder.setColumnStretch(6, 1)
        self.grid_holder.setColumnStretch(7, 1)
        self.grid_holder.setColumnStretch(8, 1)
        self.grid_holder.setColumnStretch(9, 1)
        self.grid_holder.setColumnStretch(10, 1)
        self.grid_holder.setColumnStretch(11, 1)

        self.box_holder.addLayout(self.grid_holder)

        self.box_holder.setStretch(1, 1)

        self.rows.addWidget(self.section_holder)

        self.section_authorisation = QWidget(self.fields)
        self.section_authorisation.setObjectName(u"section_authorisation")
        self.box_authorisation = QHBoxLayout(self.section_authorisation)
        self.box_authorisation.setSpacing(24)
        self.box_authorisation.setObjectName(u"box_authorisation")
        self.box_authorisation.setContentsMargins(0, 0, 0, 0)
        self.head_authorisation = SectionHead(self.section_authorisation)
        self.head_authorisation.setObjectName(u"head_authorisation")

        self.box_authorisation.addWidget(self.head_authorisation, 0, Qt.AlignmentFlag.AlignTop)

        self.grid_authorisation = QGridLayout()
        self.grid_authorisation.setObjectName(u"grid_authorisation")
        self.grid_authorisation.setHorizontalSpacing(16)
        self.grid_authorisation.setVerticalSpacing(0)
        self.grid_authorisation.setContentsMargins(0, 0, 0, 0)
        self.authorisation_from = Field(self.section_authorisation)
        self.authorisation_from.setObjectName(u"authorisation_from")

        self.grid_authorisation.addWidget(self.authorisation_from, 0, 0, 1, 6)

        self.authorisation_on = Field(self.section_authorisation)
        self.authorisation_on.setObjectName(u"authorisation_on")

        self.grid_authorisation.addWidget(self.authorisation_on, 0, 6, 1, 3)

        self.authorisation_number = Field(self.section_authorisation)
        self.authorisation_number.setObjectName(u"authorisation_number")

        self.grid_authorisation.addWidget(self.authorisation_number, 0, 9, 1, 3)

        self.grid_authorisation.setColumnStretch(0, 1)
        self.grid_authorisation.setColumnStretch(1, 1)
        self.grid_authorisation.setColumnStretch(2, 1)
        self.grid_authorisation.setColumnStretch(3, 1)
        self.grid_authorisation.setColumnStretch(4, 1)
        self.grid_authorisation.setColumnStretch(5, 1)
        self.grid_authorisation.setColumnStretch(6, 1)
        self.grid_authorisation.setColumnStretch(7, 1)
        self.grid_authorisation.setColumnStretch(8, 1)
        self.grid_authorisation.setColumnStretch(9, 1)
        self.grid_authorisation.setColumnStretch(10, 1)
        self.grid_authorisation.setColumnStretch(11, 1)

        self.box_authorisation.addLayout(self.grid_authorisation)

        self.box_authorisation.setStretch(1, 1)

        self.rows.addWidget(self.section_authorisation)

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

        self.grid_custody.addWidget(self.slot, 0, 0, 1, 3)

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


        self.retranslateUi(VehicleForm)
    # setupUi

    def retranslateUi(self, VehicleForm):
        pass
    # retranslateUi

