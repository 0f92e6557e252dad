//! The theme: the typefaces that styles speak of without naming them.

use super::xml::Node;

/// The typefaces for ideographs in headings and in text.
#[derive(Debug, Default)]
pub(super) struct Theme {
    major: String,
    minor: String,
}

impl Theme {
    pub(super) fn read(root: Node<'_>) -> Self {
        let fonts = root.child("themeElements").and_then(|elements| elements.child("fontScheme"));
        let font = |slot: &str| {
            let slot = fonts?.child(slot)?;
            let named = slot.child("ea").and_then(|font| font.attribute("typeface")).filter(|name| !name.is_empty());
            let hans = || slot.children().find(|font| font.attribute("script") == Some("Hans"))?.attribute("typeface");
            named.or_else(hans).map(str::to_owned)
        };
        Self { major: font("majorFont").unwrap_or_default(), minor: font("minorFont").unwrap_or_default() }
    }

    /// The typeface of a slot such as `minorEastAsia`.
    pub(super) fn font(&self, slot: &str) -> &str {
        if slot.starts_with("major") { &self.major } else { &self.minor }
    }
}

#[cfg(test)]
mod tests {
    use super::Theme;
    use crate::read::docx::xml::Tree;

    #[test]
    fn typefaces_are_found_by_slot_and_script() {
        let text = "<a:theme xmlns:a='x'><a:themeElements><a:fontScheme>\
            <a:majorFont><a:ea typeface='黑体'/></a:majorFont>\
            <a:minorFont><a:ea typeface=''/><a:font script='Jpan' typeface='游明朝'/><a:font script='Hans' typeface='宋体'/></a:minorFont>\
            </a:fontScheme></a:themeElements></a:theme>";
        let theme = Theme::read(Tree::parse(text).expect("it is XML").root());
        assert_eq!((theme.font("majorEastAsia"), theme.font("minorEastAsia")), ("黑体", "宋体"));
    }
}
