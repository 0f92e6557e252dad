//! Paths as they are seen from the root and from a folder.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// A path from the root with its links resolved, as far as it is there.
pub(super) fn whole(path: &Path) -> PathBuf {
    let known = if path.as_os_str().is_empty() { fs::canonicalize(".") } else { fs::canonicalize(path) };
    known.unwrap_or_else(|_| match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => whole(parent).join(name),
        _ => path.to_path_buf(),
    })
}

/// `path` as it is seen from `folder`, with `/`; as it is where nothing leads there. Both are whole paths.
pub(super) fn relative(folder: &Path, path: &Path) -> String {
    let shared = folder.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    let written = |parts: &[Component<'_>]| {
        parts.iter().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    };
    let (up, down) = (folder.components().count() - shared, path.components().skip(shared).collect::<Vec<_>>());
    // On another drive, or nowhere near.
    if shared <= 1 && up > 0 {
        return super::input::name(path);
    }
    "../".repeat(up) + &written(&down)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::relative;

    #[test]
    fn a_path_is_told_from_a_folder() {
        for (folder, path, wanted) in [
            ("/档案", "/档案/a.txt", "a.txt"),
            ("/档案/旧稿", "/档案/旧稿/b/a.txt", "b/a.txt"),
            ("/档案/旧稿", "/档案/tigang.toml", "../tigang.toml"),
            ("/档案/旧稿", "/档案/新稿/a.txt", "../新稿/a.txt"),
            ("/档案", "/别处/a.txt", "/别处/a.txt"),
            ("/", "/a.txt", "a.txt"),
        ] {
            assert_eq!(relative(Path::new(folder), Path::new(path)), wanted, "{path} from {folder}");
        }
    }
}
