"""What can be wrong with a file, whatever its format. A format has a table of its own.

For docs/reference/errors.md: what each code says, with … for what differs, and what to do. Where it
is raised stands the exact sentence.
"""

from collections.abc import Mapping

PROBLEMS: Mapping[str, tuple[str, str]] = {
    "bad_attributes": (
        "attributes is not an object.",
        'Write attributes as an object, for example {"legal_status": "V2"}.',
    ),
    "bad_comparator_day": (
        "This cannot be read as a date, or there is no such day.",
        "Write 2025-03-31 for 31 March 2025.",
    ),
    "bad_json": (
        "This is not JSON.",
        'Write one JSON object on one line, for example {"source": "mosaic", "id": "R-1"}.',
    ),
    "bad_name": (
        "… is not a text of 1 to … printable characters.",
        "Shorten … or remove the characters that cannot be printed.",
    ),
    "bad_percentage": (
        "This is not a percentage.",
        "Write 92.5 for 92.5 per cent.",
    ),
    "bad_quotes": (
        "A quotation mark in the line has no partner.",
        "Export the file again as CSV, or remove the quotation mark.",
    ),
    "born_after_care_began": (
        "The birth is later than the day on which the same child became looked after.",
        "Correct whichever of the two dates is wrong.",
    ),
    "corrects_and_voids": (
        "The event both corrects and voids an earlier one.",
        "Send corrects to replace an event, or voids to remove it; not both.",
    ),
    "file_too_large": (
        "The file is larger than … MiB.",
        "No return is this large: check what the file is, or give it in parts.",
    ),
    "file_unreadable": (
        "The file cannot be opened.",
        "Check that it exists, that it is a file and that you may read it.",
    ),
    "future_fact": (
        "This is dated more than 24 hours in the future, so it cannot have happened.",
        "Correct the date, or send it again once it has happened.",
    ),
    "line_too_long": (
        "The line is longer than … KiB.",
        "Check that line ends were not lost; one fact is never this long.",
    ),
    "missing_columns": (
        "… lacks …: ….",
        "Export the file again with every column, with their names in the first line.",
    ),
    "missing_field": (
        "… is missing.",
        "Give …, or fill in the cell.",
    ),
    "month_first": (
        "Some dates of this column can only have the month before the day, so … that could be read "
        "either way are not taken.",
        "Export the table again with dates as dd/mm/yyyy or yyyy-mm-dd.",
    ),
    "no_census_files": (
        "There is no XML file of a census here.",
        "Give the XML file that was made for the DfE, or the folder that holds it.",
    ),
    "no_return_files": (
        "There is no CSV or XML file of a return here.",
        "Give the folder that holds header.csv, episodes.csv and the rest, or the files.",
    ),
    "not_a_text_file": (
        "This is a workbook or a PDF, whatever its name says.",
        "Open it in the program that made it and save it as CSV.",
    ),
    "not_a_workbook": (
        "The file is not an Excel workbook.",
        "Give a file that was saved as an Excel workbook (.xlsx).",
    ),
    "not_an_object": (
        "This is JSON, but not an object.",
        "Put the names and values in curly brackets.",
    ),
    "nul_byte": (
        "The line holds a NUL byte.",
        "The file is damaged: export it again.",
    ),
    "number_lost": (
        "A spreadsheet has put something else in place of this number, so that it is lost.",
        "Export it again from the case system and import that file before a spreadsheet saves it; "
        "or set the column to Text before the numbers go in.",
    ),
    "profile_file_unknown": (
        "…/… is a file that is never read.",
        "Name it one of …, or, if it is a rule, put it into a folder with the first word of its "
        "id.",
    ),
    "repeated_column": (
        "Two columns have the same name.",
        "Keep one column of each name.",
    ),
    "repeated_field": (
        "A name is given twice in the same object.",
        "Keep one of the two.",
    ),
    "rule_defined_twice": (
        "A rule stands in two files of the profile …, or is a rule of the core and of the profile.",
        "Keep one of them, or give the other an id of its own; what differs from the core goes "
        "under 'vary' in profile.yaml.",
    ),
    "rule_file_invalid": (
        "The file, the line, the key, and what is wrong there.",
        "Correct it and run: timescales rules check",
    ),
    "rule_file_misnamed": (
        "… holds the rule ….",
        "Name the file ….yaml.",
    ),
    "rule_file_not_yaml": (
        "…, line …: this is not YAML, or cannot be read as text.",
        "Check the indentation and the quotes on this line and above it, and save it as UTF-8 "
        "text.",
    ),
    "rulebook_missing": (
        "The folder does not hold rulebook/periods.yaml and profiles/.",
        "Name the folder that has both in it.",
    ),
    "scenario_invalid": (
        "The file, the scenario, the part of it, and what is wrong there.",
        "Correct that part; the remedy that is printed says how.",
    ),
    "schema_unusable": (
        "The schema file cannot be used.",
        "Give the XSD file of the children in need census as the DfE publishes it.",
    ),
    "school_terms_missing": (
        "A rule of the profile … counts by school terms, and it lists none.",
        "Add … to the profile: see docs/how-to/add-school-terms.md.",
    ),
    "targets_itself": (
        "… names the event itself.",
        "Give the event a new id, and the id of the earlier event in ….",
    ),
    "too_many_cells": (
        "The row has more cells than the header has columns.",
        "Put a cell that holds a comma, or what else parts them, in quotation marks.",
    ),
    "unknown_field": (
        "The event has a field that the engine does not know.",
        "Use only …; put the rest inside attributes.",
    ),
    "unknown_separator": (
        "The names of all columns stand in one cell.",
        "Export the file again with a comma, a semicolon or a tab between the cells, and without "
        "quotation marks around whole lines.",
    ),
    "unknown_period": (
        "….yaml, …: there is no such period.",
        "Use one of: ….",
    ),
    "unknown_profile": (
        "There is no such authority profile.",
        "Use one of: ….",
    ),
    "void_with_attributes": (
        "An event that voids another takes no attributes.",
        "Leave attributes out, or send corrects to replace the earlier event.",
    ),
    "workbook_damaged": (
        "The workbook is damaged and cannot be read to its end.",
        "Open it in Excel, let Excel repair it, and save it again.",
    ),
    "workbook_has_entities": (
        "The workbook defines entities, which no spreadsheet program writes.",
        "Do not trust it. Export the workbook again from the case system.",
    ),
    "workbook_locked": (
        "The workbook or a part of it is protected with a password, or in the old .xls format.",
        "Save it without a password as an Excel workbook (.xlsx).",
    ),
    "workbook_too_large": (
        "The workbook is not read: ….",
        "Delete empty rows and sheets that are not part of it, and save it again.",
    ),
    "wrong_encoding": (
        "The file, line or row is not in UTF-8.",
        "Save the file as UTF-8 and read it again.",
    ),
    "xml_cut_short": (
        "The XML ends before its last element is closed.",
        "The file was cut short: export it again. What was complete has been read.",
    ),
    "xml_document_type": (
        "The XML begins with a document type, which a return never has and which can do harm.",
        "Remove the DOCTYPE, or export the file again.",
    ),
    "xml_malformed": (
        "This is not well-formed XML.",
        "Export the file again. What came before the fault has been read.",
    ),
    "xml_other_root": (
        "The outermost element of the XML is not that of this return.",
        "Check that this is the right file, and that it goes with this command.",
    ),
    "xml_too_deep": (
        "Elements lie more than … deep in one another.",
        "Check that elements are closed, or export the file again.",
    ),
    "xml_too_large": (
        "An element holds more than … others, or a text of more than … characters.",
        "No return has elements that large: export the file again.",
    ),
    "wrong_year": (
        "Most dates here are of the year to 31 March …, and not of the year to 31 March …, which "
        "was given. Nothing was imported.",
        "Import it with --year …, or correct the dates.",
    ),
    "zeros_lost_before": (
        "An earlier import has this number without the zeros in front, as a spreadsheet leaves it: "
        "one case is there twice.",
        "Take back what stands under the number without zeros: import that return again as it was "
        "exported.",
    ),
    "zeros_lost_since": (
        "An earlier import has this number with zeros in front, which a spreadsheet has dropped "
        "here.",
        "Export the table again and import that file before a spreadsheet saves it. If there are "
        "two cases, import both numbers together.",
    ),
}
