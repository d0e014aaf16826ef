//! Under which names the records of a corpus hold the text and what is said of it.

use std::fmt;

/// What a field of a record is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The text itself.
    Text,
    /// An identifier of the publisher's.
    Id,
    /// A headline.
    Title,
    /// The issue date.
    Date,
    /// Where it was published.
    Url,
}

impl Role {
    /// All roles, the text first.
    pub const ALL: [Role; 5] = [Role::Text, Role::Id, Role::Title, Role::Date, Role::Url];

    /// As it is typed and told.
    pub fn name(self) -> &'static str {
        match self {
            Role::Text => "text",
            Role::Id => "id",
            Role::Title => "title",
            Role::Date => "date",
            Role::Url => "url",
        }
    }

    /// The names of fields that mean it, where the user names none.
    fn usual(self) -> &'static [&'static str] {
        match self {
            Role::Text => &["text", "content", "正文", "内容"],
            Role::Id => &["id"],
            Role::Title => &["title", "标题"],
            Role::Date => &["date", "日期"],
            Role::Url => &["url"],
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The names of the fields of each role, the one that wins first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns([Vec<String>; 5]);

impl Columns {
    /// The usual names, but for roles that `named` gives names of their own.
    pub fn new(named: &[(Role, String)]) -> Self {
        Columns(Role::ALL.map(|role| {
            let own: Vec<String> =
                named.iter().filter(|(other, _)| *other == role).map(|(_, name)| name.clone()).collect();
            if own.is_empty() { role.usual().iter().map(|&name| name.to_owned()).collect() } else { own }
        }))
    }

    /// The names that a role goes by, the one that wins first.
    pub fn names(&self, role: Role) -> &[String] {
        let Columns([text, id, title, date, url]) = self;
        match role {
            Role::Text => text,
            Role::Id => id,
            Role::Title => title,
            Role::Date => date,
            Role::Url => url,
        }
    }

    /// The name that a role goes by first.
    pub fn name(&self, role: Role) -> &str {
        self.names(role).first().map_or(role.name(), String::as_str)
    }

    /// What a field of this name is, and how many names of that role win over it.
    pub fn find(&self, name: &str) -> Option<(Role, usize)> {
        let rank = |role: Role| self.names(role).iter().position(|other| other == name);
        Role::ALL.into_iter().find_map(|role| Some((role, rank(role)?)))
    }
}

impl Default for Columns {
    fn default() -> Self {
        Columns::new(&[])
    }
}
