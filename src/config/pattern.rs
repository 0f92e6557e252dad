//! Patterns of file names, as they are known from `.gitignore`.

use globset::{Error, Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// What matches paths with `/` relative to the folder of the configuration: a pattern without `/` any file or folder of that
/// name, one with `/` from that folder on, one that ends in `/` everything below.
pub(super) fn matcher(pattern: &str) -> Result<GlobSet, String> {
    let bare = pattern.trim_matches('/');
    let anchored = bare.contains('/') || pattern.starts_with('/');
    let from = if anchored { "" } else { "**/" };
    let set = || -> Result<GlobSet, Error> {
        let mut set = GlobSetBuilder::new();
        // As it was written it comes first: that is what the reader speaks of.
        glob(pattern)?;
        if !pattern.ends_with('/') {
            set.add(glob(&format!("{from}{bare}"))?);
        }
        set.add(glob(&format!("{from}{bare}/**"))?).build()
    };
    set().map_err(|error| error.kind().to_string())
}

fn glob(pattern: &str) -> Result<Glob, Error> {
    GlobBuilder::new(pattern).literal_separator(true).build()
}

#[cfg(test)]
mod tests {
    use super::matcher;

    #[test]
    fn a_pattern_is_read_as_in_a_list_of_ignored_files() {
        let fits = |pattern: &str, path: &str| matcher(pattern).expect("it is a pattern").is_match(path);
        for (pattern, yes, no) in [
            ("*.txt", &["a.txt", "旧稿/a.txt"][..], &["a.md", "a.txt.md"][..]),
            ("旧稿", &["旧稿", "旧稿/a.txt", "b/旧稿/c/a.txt"], &["旧稿集/a.txt"]),
            ("旧稿/", &["旧稿/a.txt", "b/旧稿/a.txt"], &["旧稿"]),
            ("旧稿/*.txt", &["旧稿/a.txt"], &["旧稿/b/a.txt", "c/旧稿/a.txt"]),
            ("/a.txt", &["a.txt"], &["b/a.txt"]),
            ("旧稿/**/a.txt", &["旧稿/a.txt", "旧稿/b/c/a.txt"], &["a.txt"]),
            ("{甲,乙}*.txt", &["甲一.txt", "c/乙.txt"], &["丙.txt"]),
        ] {
            for path in yes {
                assert!(fits(pattern, path), "{pattern} does not fit {path}");
            }
            for path in no {
                assert!(!fits(pattern, path), "{pattern} fits {path}");
            }
        }
        assert_eq!(matcher("[a").err().as_deref(), Some("unclosed character class; missing ']'"));
        assert_eq!(
            matcher("{a").err().as_deref(),
            Some("unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)")
        );
    }
}
