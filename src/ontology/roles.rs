//! What words can do in a sentence.

use std::ops::BitOr;

/// What a word can do in a sentence, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u32);

impl Roles {
    /// A post that stands right before a name: 总统普京.
    pub const POST_BEFORE: Roles = Roles(1);
    /// A post that stands right after a name: 张三教授.
    pub const POST_AFTER: Roles = Roles(1 << 1);
    /// A verb of speech: 表示.
    pub const SPEECH: Roles = Roles(1 << 2);
    /// Another verb that people do: 出席.
    pub const PERSON_VERB: Roles = Roles(1 << 3);
    /// A word that makes the head behind it generic: 有关部门.
    pub const GENERIC: Roles = Roles(1 << 4);
    /// A word that no name holds, so that it ends one to the left: 由, 参加.
    pub const BORDER: Roles = Roles(1 << 5);
    /// A common word that names often hold: 发展, 管理.
    pub const NAME_WORD: Roles = Roles(1 << 6);
    /// Looks like a surname and a given name, but is not: 高度.
    pub const NOT_PERSON: Roles = Roles(1 << 7);
    /// Behind a run of abbreviations, shows that they are countries: 两国.
    pub const COORDINATION: Roles = Roles(1 << 8);
    /// Before one abbreviation, shows that it is a country: 访.
    pub const TOWARDS: Roles = Roles(1 << 9);
    /// Behind a list of brands, shows that they are brands: 品牌.
    pub const BRANDS: Roles = Roles(1 << 10);
    /// One character that begins a name in front of a place: 跨里海.
    pub const PREFIX: Roles = Roles(1 << 11);
    /// One character that no given name ends in: 人, 花, 们.
    pub const NAME_STOP: Roles = Roles(1 << 12);
    /// A division of a country, standing for the one that the page is about: 省 of 省统计局.
    pub const DIVISION: Roles = Roles(1 << 13);
    /// A unit that organizations number: 局 of 中铁十局.
    pub const UNIT: Roles = Roles(1 << 14);
    /// A word that the names of central organs begin with: 国家.
    pub const CENTRAL: Roles = Roles(1 << 15);
    /// A word right in front of a place: 首都, 在.
    pub const TOWARDS_PLACE: Roles = Roles(1 << 16);
    /// A word that a definition of a short form begins with: 以下简称.
    pub const DEFINES: Roles = Roles(1 << 17);
    /// What follows the name of a region and is no part of it: 国家 of 中亚国家.
    pub const REGION_SUFFIX: Roles = Roles(1 << 18);
    /// What follows the number of a project's stage: 扩建工程 of 三期扩建工程.
    pub const STAGE: Roles = Roles(1 << 19);
    /// A post that companies have: 创始人.
    pub const COMPANY_POST: Roles = Roles(1 << 20);
    /// A last word of names that begin with the place where what they name is: 卫生院.
    pub const LOCAL_HEAD: Roles = Roles(1 << 21);
    /// What branches of an organization are called: 分公司.
    pub const BRANCH: Roles = Roles(1 << 22);
    /// A post that a country gives: 大臣, 驻华大使.
    pub const STATE_POST: Roles = Roles(1 << 23);
    /// A branch of trade that short names of firms end in: 水泥 of 澜石水泥.
    pub const TRADE: Roles = Roles(1 << 24);
    /// A last word of names of what a town has one of: 火车站.
    pub const SITE: Roles = Roles(1 << 25);
    /// What people in ordinary life are called: 村民 of 村民李强.
    pub const ORDINARY: Roles = Roles(1 << 26);
    /// A part of an organization's site, which is a work by itself where it is built or opened: 外科楼.
    pub const WING: Roles = Roles(1 << 27);

    /// Whether the two sets share a role.
    pub fn has(self, roles: Roles) -> bool {
        self.0 & roles.0 != 0
    }

    /// The set as bits, in the order of the constants.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// The union of the two.
    pub const fn and(self, roles: Roles) -> Roles {
        Roles(self.0 | roles.0)
    }
}

impl BitOr for Roles {
    type Output = Roles;

    fn bitor(self, roles: Roles) -> Roles {
        self.and(roles)
    }
}
