"""A workbook as its author wrote it → an XForm: cells, faults in their cells, and the converter."""
