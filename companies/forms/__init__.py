from companies.forms.company import CompanyForm
from companies.forms.small import ConsentForm, DecisionForm, EvidenceForm, LinkForm

__all__ = ["CompanyForm", "ConsentForm", "DecisionForm", "EvidenceForm", "LinkForm"]
