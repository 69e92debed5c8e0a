"""The elements of a census by name. Another name may hold anything, so it is never shown."""

from collections.abc import Mapping

# What may stand directly inside what.
INSIDE: Mapping[str, frozenset[str]] = {
    parent: frozenset(names.split())
    for parent, names in {
        "Child": "ChildIdentifiers ChildCharacteristics CINdetails",
        "ChildIdentifiers": "LAchildID UPN FormerUPN UPNunknown PersonBirthDate "
        "ExpectedPersonBirthDate GenderCurrent Sex PersonDeathDate",
        "ChildCharacteristics": "Ethnicity Disabilities",
        "Disabilities": "Disability",
        "CINdetails": "CINreferralDate ReferralSource PrimaryNeedCode CINclosureDate "
        "ReasonForClosure DateOfInitialCPC Assessments CINPlanDates Section47 ReferralNFA "
        "ChildProtectionPlans PreProceedingsandFGDM",
        "Assessments": "AssessmentActualStartDate AssessmentInternalReviewDate "
        "AssessmentAuthorisationDate FactorsIdentifiedAtAssessment",
        "FactorsIdentifiedAtAssessment": "AssessmentFactors",
        "CINPlanDates": "CINPlanStartDate CINPlanEndDate",
        "Section47": "S47ActualStartDate InitialCPCtarget DateOfInitialCPC ICPCnotRequired",
        "ChildProtectionPlans": "CPPstartDate CPPendDate InitialCategoryOfAbuse "
        "LatestCategoryOfAbuse NumberOfPreviousCPP Reviews",
        "Reviews": "CPPreviewDate",
    }.items()
}
KNOWN = frozenset({"Child"}).union(*INSIDE.values())

# Those of which one parent may have several, shown with their number.
REPEATED = frozenset(
    {
        "Child",
        "CINdetails",
        "Assessments",
        "CINPlanDates",
        "Section47",
        "ChildProtectionPlans",
        "PreProceedingsandFGDM",
        "CPPreviewDate",
    }
)
