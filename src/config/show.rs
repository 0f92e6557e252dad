//! The settings in force as a `tigang.toml`, each with where it comes from.

use std::path::Path;

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::Resolved;
use super::key::AUTO;
use super::origin::Origin;
use crate::lang::Lang;
use crate::lint::RULES;

impl Resolved {
    /// The settings for a file, or for what has no path, as a `tigang.toml` that says the same.
    #[must_use]
    pub fn show(&self, path: Option<&Path>, lang: Lang) -> String {
        let settings = path.map_or_else(|| self.settings.clone(), |path| self.settings_for(path));
        // A string of JSON is one of TOML.
        let text = |text: &str| Value::from(text).to_string();
        let line = |key: &str, value: String, origin: &Origin| (format!("{key} = {value}"), origin.title(lang));
        let encoding = self.encoding.value.map_or_else(|| AUTO.to_owned(), |encoding| encoding.name().to_lowercase());
        let sections = [
            (
                "",
                vec![
                    line("profile", text(&self.profile.value), &self.profile.origin),
                    line("severity", text(self.severity.value.name()), &self.severity.origin),
                    line("encoding", text(&encoding), &self.encoding.origin),
                ],
            ),
            (
                "[limits]\n",
                vec![
                    line("max-depth", settings.limits.depth.to_string(), &self.max_depth),
                    line("max-heading", settings.limits.heading.to_string(), &self.max_heading),
                ],
            ),
            (
                "[rules]\n",
                RULES
                    .iter()
                    .enumerate()
                    .map(|(i, rule)| line(rule.name, text(settings.level(i).name()), self.origin_for(path, i)))
                    .collect(),
            ),
            (
                "[per-file-ignores]\n",
                self.per_file
                    .iter()
                    .map(|ignored| {
                        let rules: Vec<String> = ignored.rules.iter().map(|rule| text(rule)).collect();
                        line(&text(&ignored.pattern), format!("[{}]", rules.join(", ")), &ignored.origin)
                    })
                    .collect(),
            ),
        ];
        let written = sections.iter().filter(|(_, lines)| !lines.is_empty());
        written.map(|(head, lines)| format!("{head}{}", aligned(lines))).collect::<Vec<_>>().join("\n")
    }
}

/// Lines with remarks that stand below each other.
fn aligned(lines: &[(String, String)]) -> String {
    let widest = lines.iter().map(|(line, _)| line.width()).max().unwrap_or(0);
    let line = |(line, remark): &(String, String)| format!("{line}{}  # {remark}\n", " ".repeat(widest - line.width()));
    lines.iter().map(line).collect()
}
