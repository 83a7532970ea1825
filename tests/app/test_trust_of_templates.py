"""Nobody fills an active template: documents and notices refuse it alike, in the words of the check."""

from typing import Any

import pytest
from hazard_drawing import ATTACKS, attacked

from kit.app.make.drafting import draft_documents
from kit.app.make.notices import make_notices
from kit.model.finding import TemplateError
from kit.template.examine import examine


@pytest.mark.parametrize("name", ["DDEAUTO", "a macro", "a remote picture", "a comment"])
def test_documents_and_notices_refuse_an_active_template_in_the_words_of_the_check(
    office: Any, name: str
) -> None:
    for template, make in (("speech.docx", draft_documents), ("notice.docx", make_notices)):
        path = office.campaign.folder / "templates" / template
        sound = path.read_bytes()
        path.write_bytes(attacked(sound, ATTACKS[name].change))

        with pytest.raises(TemplateError) as refused:
            make(office.work())

        assert {str(each) for each in refused.value.findings} <= {str(e) for e in examine(path).findings}
        assert not list(office.out.glob("drafts/*")) + list(office.out.glob("notices/*.docx"))
        path.write_bytes(sound)
