//! Elements: what browsers do with them before any style, as tables of names.

use crate::hint::Furniture;

const BLOCKS: [&str; 52] = [
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search",
    "section", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul", "xmp",
];
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
const RAW: [&str; 9] = ["iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp"];
const SILENT: [&str; 20] = [
    "applet", "audio", "canvas", "embed", "head", "iframe", "noembed", "noframes", "noscript", "object", "rp", "rt",
    "rtc", "script", "style", "svg", "template", "title", "video", "xml",
];
const CONTAINERS: [&str; 12] =
    ["article", "body", "center", "div", "form", "html", "main", "section", "table", "tbody", "td", "tr"];

/// Whether anybody asks for an attribute of an element; the others are not kept.
pub(super) fn is_asked_for(element: &str, attribute: &str) -> bool {
    match attribute {
        "align" | "class" | "hidden" | "id" | "itemprop" | "role" | "style" => true,
        "href" => element == "a",
        "src" => element == "frame",
        "face" => element == "font",
        "open" => element == "dialog",
        "start" | "reversed" => element == "ol",
        "type" => matches!(element, "ol" | "ul" | "li" | "menu" | "dir"),
        "value" => element == "li",
        _ => false,
    }
}

/// Whether an element begins and ends lines.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name) || matches!(name, "blockquote" | "figcaption" | "plaintext")
}

/// Whether an element is over soon: it holds nothing, or nothing that is markup.
pub(super) fn is_short(name: &str) -> bool {
    is_void(name) || RAW.contains(&name)
}

/// Whether an element never holds anything.
pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether nothing in an element is ever shown as text.
pub(super) fn is_silent(name: &str) -> bool {
    SILENT.contains(&name)
}

/// Whether text in an element keeps its blanks and line ends.
pub(super) fn is_preformatted(name: &str) -> bool {
    matches!(name, "listing" | "plaintext" | "pre" | "textarea" | "xmp")
}

/// Whether an element may hold the text of a page and more: its main text is searched further inside.
pub(super) fn is_container(name: &str) -> bool {
    CONTAINERS.contains(&name)
}

/// The depth of a heading.
pub(super) fn depth(name: &str) -> Option<u8> {
    let digit = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&digit).then_some(digit)
}

/// What is never the text of a page, by its element.
pub(super) fn furniture(name: &str) -> Option<Furniture> {
    Some(match name {
        "header" => Furniture::Header,
        "footer" => Furniture::Footer,
        "aside" | "button" | "nav" | "search" | "select" | "textarea" => Furniture::Navigation,
        "datalist" => Furniture::Hidden,
        _ => return None,
    })
}

/// What is hardly the text of a page, by a word of its class or id, in lower case.
pub(super) fn furniture_word(word: &str) -> Option<Furniture> {
    Some(match word {
        "header" | "banner" | "topbar" => Furniture::Header,
        "footer" | "copyright" => Furniture::Footer,
        "nav" | "navbar" | "navigation" | "menu" | "breadcrumb" | "breadcrumbs" | "crumb" | "crumbs" | "location"
        | "sidebar" | "related" | "recommend" | "share" | "sharing" | "toolbar" | "pagination" | "pager" | "tags" => {
            Furniture::Navigation
        }
        "comment" | "comments" => Furniture::Comment,
        "footnote" | "footnotes" | "endnotes" => Furniture::Footnote,
        "toc" => Furniture::Contents,
        _ => return None,
    })
}

/// The words of a class or an id in lower case: `news-shareBox` is news, share and box.
pub(super) fn words(names: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut small = false;
    for c in names.chars() {
        let word = c.is_alphabetic();
        if !word || c.is_uppercase() && small {
            out.push(String::new());
        }
        if word {
            out.last_mut().expect("it begins with one").extend(c.to_lowercase());
        }
        small = c.is_lowercase();
    }
    out.retain(|word| !word.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::{depth, words};

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(words("news-shareBox  TOP_1"), ["news", "share", "box", "top"]);
        assert_eq!(["h1", "h6", "h7", "hr"].map(depth), [Some(1), Some(6), None, None]);
    }
}
