//! What words say of who did what: the triggers and the small words that facts hang on.

use std::ops::BitOr;

/// What a word says of who did what, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Acts {
    /// The bits of the first 128 acts.
    low: u128,
    /// Those of the acts behind them.
    high: u64,
}

/// Declares the acts with the names that `acts.tsv` calls them by.
macro_rules! acts {
    ($($(#[$about:meta])* $act:ident = $name:literal,)+) => {
        impl Acts {
            acts!(@each 0u32, $($(#[$about])* $act,)+);

            /// All acts with their names, in the order of their bits.
            pub const ALL: &[(&str, Acts)] = &[$(($name, Acts::$act)),+];
        }
    };
    (@each $bit:expr, $(#[$about:meta])* $act:ident, $($rest:tt)*) => {
        $(#[$about])*
        pub const $act: Acts = Acts::single($bit);
        acts!(@each $bit + 1, $($rest)*);
    };
    (@each $bit:expr,) => {};
}

acts!(
    /// Builds, or has the contract to: 承建.
    BUILD = "build",
    /// Who builds a work: 施工单位 of 施工单位岚海建工.
    CONTRACTOR = "contractor",
    /// What several firms have founded together: 合资公司.
    VENTURE = "venture",
    /// Whose money is in it: 投资方.
    BACKER = "backer",
    /// Who holds an event: 主办单位 of 主办单位为商务部.
    HOST = "host",
    /// Those who build it for the organization in front: 建设者.
    CREW = "crew",
    /// Puts money of its own into something: 投资.
    INVEST = "invest",
    /// Lends or gives the money: 资助.
    FINANCE = "finance",
    /// Money that is lent or given: 贷款.
    LOAN = "loan",
    /// In front of whose money it gets: 获得.
    RECEIVE = "receive",
    /// Takes part in the work that stands behind the name: 参与 of 参与中老铁路建设.
    TAKE_PART = "take-part",
    /// In front of what money is for: 用于 of 贷款用于建设.
    PURPOSE = "purpose",
    /// Holds an event: 主办.
    ORGANIZE = "organize",
    /// An event takes place: 举行.
    HOLD = "hold",
    /// Takes part in an event: 出席.
    ATTEND = "attend",
    /// Wins something at an event: 夺得.
    WIN = "win",
    /// Plays against whoever stands behind, at an event: 战胜, 负于.
    BEAT = "beat",
    /// What is won: 冠军.
    PRIZE = "prize",
    /// Comes to a place: 访问.
    VISIT = "visit",
    /// Says nothing but that what its object tells is done: 进行 of 进行为期三天的访问.
    LIGHT = "light",
    /// Meets somebody: 会见.
    MEET = "meet",
    /// Brings out a document: 发布.
    PUBLISH = "publish",
    /// Puts forward: 提出.
    PROPOSE = "propose",
    /// Goods go there: 出口.
    EXPORT = "export",
    /// Goods come from there: 进口.
    IMPORT = "import",
    /// Where another country sells most: 出口市场 of 中国是老挝最大的出口市场.
    MARKET = "market",
    /// Whence another country gets most: 进口来源国 of 泰国是中国最大的进口来源国.
    SUPPLIER = "supplier",
    /// Makes goods: 生产.
    PRODUCE = "produce",
    /// Sells goods: 销售, 畅销.
    SELL = "sell",
    /// Shares a border: 接壤.
    BORDER = "border",
    /// Becomes a member: 加入.
    JOIN = "join",
    /// A member: 成员国.
    MEMBER = "member",
    /// Is no member any more: 退出.
    QUIT = "quit",
    /// Signs or agrees: 签署.
    AGREE = "agree",
    /// What two enter into with each other: 伙伴关系.
    TIE = "tie",
    /// Leads from one place to another: 连接.
    CONNECT = "connect",
    /// Says where something is: 位于.
    LOCATE = "locate",
    /// Is or has a part: 旗下.
    BELONG = "belong",
    /// Is a part of what stands behind: 隶属于.
    UNDER = "under",
    /// Comes into a post, has it or leaves it: 担任.
    APPOINT = "appoint",
    /// Gives a post to whoever stands behind, or takes it away: 任命.
    NAME = "name",
    /// Speaks or acts for whoever stands behind: 代表.
    PROXY = "proxy",
    /// Work begins: 开工.
    START = "start",
    /// Is put to use: 通车.
    OPEN = "open",
    /// Work ends: 竣工.
    COMPLETE = "complete",
    /// A contract is signed: 签约.
    SIGN = "sign",
    /// Work stops: 停工.
    SUSPEND = "suspend",
    /// Is to come: 拟, 将.
    PLAN = "plan",
    /// Right in front of who is to do something, or not to do it: 批准 of 批准老挝加入.
    LET = "let",
    /// Is not so: 未, 没有.
    DENY = "deny",
    /// What is said is another's: 据.
    SOURCE = "source",
    /// What follows would be so: 如果.
    IF = "if",
    /// What follows is so of each: 每.
    EACH = "each",
    /// What follows is asked, and not told: 是否.
    ASK = "ask",
    /// A noun for what is not so yet, or may not be: 传闻 of 收购岚海科技的传闻.
    DOUBT = "doubt",
    /// Says: 表示.
    SAY = "say",
    /// In front of who does it: 由.
    AGENT = "agent",
    /// In front of where: 在.
    IN = "in",
    /// Between where something begins and where it ends: 至 of 昆明至万象的铁路.
    UP_TO = "up-to",
    /// In front of the other side: 同.
    WITH = "with",
    /// In front of whom it is for: 对, 向.
    TOWARDS = "towards",
    /// In front of what is brought together: 把 of 把昆明和万象连接起来.
    TAKE = "take",
    /// In front of where it comes from: 从.
    FROM = "from",
    /// Joins two of a kind: 和.
    AND = "and",
    /// Makes what stands before it describe what stands behind: 的.
    OF = "of",
    /// A post held before: 原, 前.
    FORMER = "former",
    /// A post held at that time: 时任.
    THEN = "then",
    /// A post to be held: 候任.
    DESIGNATE = "designate",
    /// In front of a post, tells which of those who had it: 首任.
    ORDINAL = "ordinal",
    /// Points back to what was named: 此次, 该.
    THIS = "this",
    /// A word that people are called by, though no post: 人士.
    TITLE = "title",
    /// A last character of such words: 员, 师.
    TITLE_END = "title-end",
    /// What sort of organization the name behind is: 智库 of 欧洲智库布鲁盖尔研究所.
    SORT = "sort",
    /// Stands beside a figure and is not what it measures: 同比.
    ASIDE = "aside",
    /// Speaks for the country in front: 政府 of 老挝政府.
    GOVERNMENT = "government",
    /// Tells as what somebody does something: 作为.
    AS = "as",
    /// Leaves out what stands behind: 除 of 除自筹外.
    EXCEPT = "except",
    /// Of which so much is told: 水平 of 达到250亿元的水平.
    LEVEL = "level",
    /// What is done with money, so that a sum behind it tells how much: 投入.
    SPEND = "spend",
    /// Leads from what is measured to its figure: 达到, 为.
    REACH = "reach",
    /// Pairs the members of two lists one by one: 分别.
    RESPECTIVELY = "respectively",
    /// A post of a region or its troops, which no party committee or company has: 县长.
    REGIONAL = "regional",
    /// A post by which a whole organization is led: 董事长, so that one named before may be meant.
    CHIEF = "chief",
    /// A post by which a team is led, and nothing else: 主教练.
    COACH = "coach",
    /// A post of a state: 总理, so that a country named before may be meant.
    STATE = "state",
    /// What a medium does with news: 报道.
    REPORT = "report",
    /// Behind a verb, makes it a time or condition: 建成|后.
    WHEN = "when",
    /// Leads from a post to where it is held: 驻 of 驻老挝大使.
    STATIONED = "stationed",
    /// What any firm is called besides: 民营企业 of 这家民营企业.
    FIRM = "firm",
    /// What a firm makes: 产品.
    GOODS = "goods",
    /// The first of two that were named: 前者.
    FIRST = "first",
    /// The second: 后者.
    SECOND = "second",
    /// What a document is called besides: 小说.
    BOOK = "book",
    /// Who meets does it with views: 交换 of 交换了意见.
    EXCHANGE = "exchange",
    /// An event goes to the place that stands behind: 移师.
    MOVE = "move",
    /// In front of money that somebody gets: 提供 of 提供贷款.
    GRANT = "grant",
    /// A part of a work that somebody builds: 航站楼.
    PART = "part",
    /// Comes into the market that stands behind: 进入 of 进入中国市场.
    ENTER = "enter",
    /// Behind the part of the world that a post is for: 区 of 中国区总裁.
    AREA = "area",
    /// What people are called for praise or age, and no post: 老将.
    EPITHET = "epithet",
    /// An occupation that people have, and no country gives: 演员.
    OCCUPATION = "occupation",
    /// The two that were named last: 双方.
    BOTH = "both",
    /// The person who was named last: 她.
    PRONOUN = "pronoun",
    /// What a place is to the country or region in front of it: 首都 of 匈牙利首都布达佩斯.
    CAPITAL = "capital",
    /// Makes those in front one body: 组成.
    COMPOSE = "compose",
    /// What guests of an event do there: 到会|致辞.
    ADDRESS = "address",
    /// Makes what several do one thing: 联合|印发.
    JOINTLY = "jointly",
    /// Does what follows together with whoever stands right behind: 携手.
    ALLY = "ally",
    /// Owns shares of what stands in front: 股东 of 成为国都证券第一大股东.
    HOLDER = "holder",
    /// Has shares of what stands behind: 持有.
    OWN = "own",
    /// What is owned of a company: 股份.
    SHARE = "share",
    /// Makes the subject what stands behind: 成为.
    BECOME = "become",
    /// The whole of which what stands in front is a part: 母公司.
    WHOLE = "whole",
    /// Has a work in its hands: 经营.
    RUN = "run",
    /// Brings goods to what stands right behind: 卖到 of 卖到巴西的农场.
    THERE = "there",
    /// A part of an event that stands for the event: 出席|开幕式.
    CEREMONY = "ceremony",
    /// Leaves the place that 从 leads: 从昆明|发往万象.
    DEPART = "depart",
    /// Hands on its subject to the verb behind: 宣布|投资.
    DECLARE = "declare",
    /// Says that somebody may come: 欢迎.
    GREET = "greet",
    /// Takes over all or part of a firm, as no country can be: 收购.
    ACQUIRE = "acquire",
    /// Brings an organization into being: 创立 of 岚海科技创立于成都.
    FOUND = "found",
    /// Brings a plant of one's own into being: 设立 of 在老挝设立工厂.
    SETTLE = "settle",
    /// What a firm has of its own somewhere: 工厂.
    PLANT = "plant",
    /// Where somebody was until now: 任上 of 从白桦大学校长任上履新.
    OFFICE = "office",
    /// Has in charge what stands behind: 分管 of 分管海外业务的副总裁.
    CHARGE = "charge",
    /// In front of what or whom something is done by means of: 通过 of 通过子公司收购.
    MEANS = "means",
    /// Who writes for a medium: 记者.
    REPORTER = "reporter",
    /// Comes to market, as goods and as shares do: 上市.
    LIST = "list",
    /// Asks for money, or gives it back: 申请, 偿还.
    BORROW = "borrow",
    /// Leads from a whole to what it has: 包括 of 成员国包括老挝.
    INCLUDE = "include",
    /// A work reaches the countries that stand behind: 横跨.
    SPAN = "span",
    /// Comes after whoever stands behind, in the same post: 接替.
    SUCCEED = "succeed",
    /// Takes part in the round of a firm: 领投.
    ROUND = "round",
    /// What those who meet exchange: 意见.
    VIEW = "view",
    /// Where goods are sold: 市场 of 进入中国市场.
    OUTLET = "outlet",
    /// Puts a post in the past: 曾.
    ONCE = "once",
    /// Who appoints for a firm or an association: 董事会.
    BOARD = "board",
    /// What an author's document is called right in front of its title: 新作.
    OPUS = "opus",
    /// Has somebody else do what follows: 使 of 使一千名女童返校.
    CAUSE = "cause",
    /// Adds others to the names in front, or stands for all of them: 等.
    SUM_UP = "sum-up",
    /// Behind a verb, tells that it has been so ever after: 以来 of 投运以来.
    SINCE = "since",
    /// Leads from what several are to who they are: 为 of 股东为.
    LEAD_LIST = "lead-list",
    /// Puts the money that its clause tells of into what it is linked to: 投入 of 将8亿元投入云岭电站.
    PUT_IN = "put-in",
    /// Behind a stage, tells that it is only spoken of: 条件 of 通车条件.
    PROSPECT = "prospect",
    /// Leads from what happened to what it comes to, which happened then: 标志着.
    SIGNIFY = "signify",
    /// Tells of whoever stands behind that they have come to those they meet: 来访 of 会见来访的老挝总理.
    GUEST = "guest",
    /// Several that do something together: 联合体 of 以白桦集团为首的联合体.
    CONSORTIUM = "consortium",
    /// Tells who leads such: 为首.
    HEADING = "heading",
    /// Lets others do it, or refuses to, as who has to be asked does: 批准, 否决.
    CONSENT = "consent",
    /// Behind what is to happen soon: 在即 of 启用在即.
    EVE = "eve",
    /// Behind who leads others somewhere: 率领 of 石青率领的代表团.
    GUIDE = "guide",
    /// In front of how long an event takes, or until when: 为期 of 为期三天.
    LAST = "last",
    /// An event ends: 闭幕.
    CLOSE = "close",
    /// What stands in front suffers what others do: 遭 of 遭监管机构否决.
    SUFFER = "suffer",
    /// As [both](Acts::BOTH), of three: 三方.
    THREE = "three",
    /// What is left of what the clause before tells shares of: 其余 of 其余35%由白桦集团持有.
    REST = "rest",
    /// Shows goods at an event, as firms do: 参展.
    EXHIBIT = "exhibit",
    /// In front of the event that comes after the one at hand: 下次 of 下次峰会.
    NEXT = "next",
    /// What somebody comes for who stays, and so is no visitor: 打工.
    STAY = "stay",
    /// Leaves the post that stands beside: 辞职.
    RESIGN = "resign",
    /// Tells what is to come, as its subject sees it: 预计.
    FORECAST = "forecast",
    /// In front of what somebody only decides or promises: 作出 of 作出修建铁路的决定.
    DECIDE = "decide",
    /// In front of a visit that is over, or nearly so: 结束.
    END = "end",
    /// In front of a visit that somebody only means to pay: 决定.
    RESOLVE = "resolve",
    /// Tells that what follows is done: 已.
    ALREADY = "already",
    /// Those who belong to a body choose by it who heads it: 选举.
    ELECT = "elect",
    /// Makes somebody one of its own: 新增 of 新增白桦资本为股东.
    TAKE_IN = "take-in",
    /// What is near a place, and not in it: 对岸.
    BESIDE = "beside",
);

impl Acts {
    /// Acts that tell something only beside those of other words: a word that has no others is like any.
    pub const HINTS: Acts = Acts::VIEW
        .and(Acts::GUIDE)
        .and(Acts::OUTLET)
        .and(Acts::ONCE)
        .and(Acts::ALREADY)
        .and(Acts::BOARD)
        .and(Acts::OPUS)
        .and(Acts::CAUSE)
        .and(Acts::SUM_UP)
        .and(Acts::SINCE)
        .and(Acts::LEAD_LIST)
        .and(Acts::PROSPECT)
        .and(Acts::SIGNIFY)
        .and(Acts::GUEST)
        .and(Acts::CONSORTIUM)
        .and(Acts::HEADING)
        .and(Acts::LAST)
        .and(Acts::CLOSE)
        .and(Acts::SUFFER)
        .and(Acts::RESIGN)
        .and(Acts::REST)
        .and(Acts::THREE)
        .and(Acts::FORECAST)
        .and(Acts::DECIDE)
        .and(Acts::TAKE_IN)
        .and(Acts::STAY);

    /// The act of a name.
    pub fn find(name: &str) -> Option<Acts> {
        Acts::ALL.iter().find(|(other, _)| *other == name).map(|(_, act)| *act)
    }

    /// The set of one act, by its place in [`Acts::ALL`].
    const fn single(place: u32) -> Acts {
        match place.checked_sub(u128::BITS) {
            None => Acts { low: 1 << place, high: 0 },
            Some(place) => Acts { low: 0, high: 1 << place },
        }
    }

    /// Whether the two sets share an act.
    pub const fn has(self, acts: Acts) -> bool {
        !self.only(acts).is_empty()
    }

    /// What the two sets share.
    pub const fn only(self, acts: Acts) -> Acts {
        Acts { low: self.low & acts.low, high: self.high & acts.high }
    }

    /// The set without some acts.
    pub const fn without(self, acts: Acts) -> Acts {
        Acts { low: self.low & !acts.low, high: self.high & !acts.high }
    }

    /// The places of its acts in [`Acts::ALL`], in order.
    pub fn places(self) -> impl Iterator<Item = u32> {
        let mut rest = self;
        std::iter::from_fn(move || {
            let place = rest.first()?;
            rest = rest.without(Acts::single(place));
            Some(place)
        })
    }

    /// The place of its first act in [`Acts::ALL`].
    pub const fn first(self) -> Option<u32> {
        match (self.low, self.high) {
            (0, 0) => None,
            (0, high) => Some(u128::BITS + high.trailing_zeros()),
            (low, _) => Some(low.trailing_zeros()),
        }
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.low == 0 && self.high == 0
    }

    /// Whether a word tells nothing of its own: it has no act, or only [hints](Acts::HINTS).
    pub const fn is_plain(self) -> bool {
        self.without(Acts::HINTS).is_empty()
    }

    /// The union of the two.
    pub const fn and(self, acts: Acts) -> Acts {
        Acts { low: self.low | acts.low, high: self.high | acts.high }
    }
}

impl BitOr for Acts {
    type Output = Acts;

    fn bitor(self, acts: Acts) -> Acts {
        self.and(acts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_act_is_its_own() {
        for (place, (name, act)) in Acts::ALL.iter().enumerate() {
            assert_eq!(act.places().map(|place| place as usize).collect::<Vec<_>>(), [place], "{name}");
            assert_eq!(Acts::find(name), Some(*act));
        }
        let all = Acts::ALL.iter().fold(Acts::default(), |all, (_, act)| all | *act);
        assert_eq!(all.places().count(), Acts::ALL.len());
        assert!(all.without(Acts::BUILD).only(Acts::BUILD).is_empty());
    }
}
