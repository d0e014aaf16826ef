//! Whether a frame that fits is meant: 获得巴黎奥运会|女单|冠军, but not 获得巴黎奥运会|转播权.

use super::Page;
use super::antecedent::names_firm;
use super::chunk::{Chunk, Name, Row, Sort, Word, is_title_word};
use super::distance::end_of_distance;
use super::frame::{ANY_TRIGGER, Frame};
use super::hindrance::is_of_another;
use super::membership::{is_member, is_membership, opens_list};
use super::position::{Position, describes};
use super::stake::{holds_it, holds_share, invests, is_among_holders, is_done_for, lends_it, may_lend, owns_shares};
use super::subject::shares_rest;
use super::trigger::{binds, brings_plant, is_only_named, lends, makes_goods, sells_goods};
use super::{Claim, Polarity, seat};
use crate::document::Tag;
use crate::entity::{is_inland_water, is_sea, trades_as_one};
use crate::ontology::EntityKind::{self, Country, Event, Organization, Person, Place, Project};
use crate::ontology::{Acts, Ending, Predicate};

/// The two names that a frame links, and the word that links them, by their chunks.
#[derive(Clone, Copy)]
pub(super) struct Ends {
    pub subject: usize,
    pub trigger: usize,
    pub object: usize,
}

/// Whether a clause means what a frame tells of two names, by what else stands in it.
pub(super) fn is_meant(frame: &Frame, page: Page<'_>, row: &Row, ends: Ends, claim: &Claim) -> bool {
    let Ends { subject, trigger, object } = ends;
    let Some((from, to)) = row.chunks[subject].name().zip(row.chunks[object].name()) else { return false };
    let is_no_site = frame.subject == Position::Work && !is_site(page, row, ends);
    if from.entity == to.entity || is_no_site || is_of_another(frame, page, row, ends) {
        return false;
    }
    match frame.act {
        Acts::SETTLE => brings_plant(page, row, trigger),
        // 提供|贷款|，|用于, but not 设备|用于.
        // 与|岚海银行|签署贷款协议，|用于|云岭电站: who signs with a bank lends nothing.
        Acts::PURPOSE => to.kind == Project && lends(row, trigger) && may_lend(page, row, trigger, subject),
        // 参与|云岭电站|建设|的|白桦集团, but not 参与|云岭电站|的|白桦集团.
        Acts::TAKE_PART => {
            let parts = (object + 1..).take_while(|&at| row.has(at, Acts::PART.and(Acts::BUILD)));
            parts.last().is_some_and(|last| row.has(last, Acts::BUILD))
        }
        // 由|合肥市政府|打造|的|产业园, but not 打造|升级版.
        Acts::BUILD if page.text(row.chunks[trigger].span) == MAKES => makes_it(frame, row, ends),
        // 用于|建设: who pays for it does not build it.
        Acts::BUILD | Acts::INVEST if row.get(trigger.checked_sub(1)).is_some_and(|next| next.has(Acts::PURPOSE)) => {
            false
        }
        // 收购|加拿大|某公司: what is bought is a firm that nobody knows.
        Acts::INVEST if to.kind == Country && row.has(trigger, Acts::ACQUIRE) => false,
        // 发出|《云岭公约》|通知: not what the notice is about.
        Acts::PUBLISH if frame.object == Position::Behind && page.text(row.chunks[trigger].span) == SENDS => {
            let ends = row.clause_end(object) == object + 2;
            !ends && !row.has(object + 1, Acts::OF)
        }
        // 斥资|30亿元|兴建|云岭电站, but not 斥资|购买|美国|战机
        Acts::INVEST if page.text(row.chunks[trigger].span) == SPENDS => {
            to.kind != Country && (trigger + 1..object).any(|at| row.has(at, Acts::BUILD.and(Acts::ACQUIRE)))
        }
        Acts::INVEST => invests(frame, row, ends, from),
        // 投入|云岭电站 may be work as well as money.
        Acts::PUT_IN => {
            let is_money = |at: usize| page.text(row.chunks[at].span).ends_with(MONEY);
            let start = row.clause_start(trigger);
            let is_next = frame.object == Position::Behind && object == trigger + 1;
            let end = if is_next { trigger } else { row.clause_end(trigger) };
            let is_put = is_next || frame.object != Position::Behind;
            to.kind != Country && is_put && (start..end).any(is_money)
        }
        Acts::WIN => claim.polarity != Polarity::Denied && wins_prize(row, ends),
        // 在|万象|举行: the word for what takes place tells it. 由|万象|主办 tells of no place, but 由|老挝|万象|承办 does.
        Acts::ORGANIZE if frame.predicate == Predicate::HeldIn => {
            let is_led_by = frame.object == Position::Led(Acts::AGENT);
            let is_host = page.text(row.chunks[trigger].span) == TAKES_ON;
            let is_town = is_host && (to.kind == Place || row.kind(object + 1) == Some(Place));
            !row.has(trigger, Acts::HOLD) && is_at_place(row, ends, to) && (is_town || !is_led_by)
        }
        Acts::ORGANIZE => hosts(frame, row, ends, from) && !plays_there(page, row, ends),
        // 所持|意大利|某公司|73%的股权: of a country nobody has shares.
        Acts::OWN if to.kind == Country => false,
        Acts::OWN if frame.object == Position::Led(Acts::IN) => {
            to.kind == Organization && row.get(Some(trigger + 1)).is_some_and(Chunk::is_figure)
        }
        // 高盛|建议|买入|腾讯股票
        Acts::OWN if row.has(trigger, Acts::ACQUIRE) && (subject..trigger).any(|at| row.has(at, ADVISES)) => false,
        Acts::OWN => {
            // 由|力拓|和|中铝集团|共同|持股, 其余|35%|由|丝路基金|持有
            let is_shared =
                trigger > 0 && row.has(trigger - 1, Acts::JOINTLY) || shares_rest(row, row.clause_start(trigger));
            let is_told = frame.rule == "owned-by" && (holds_share(page, row, trigger) || is_shared);
            is_told || matches!(frame.object, Position::DescribedByShare | Position::InTurn) || owns_shares(row, ends)
        }
        // 此次|访问|表达了|中国…: what is meant by a noun takes nothing.
        Acts::VISIT if frame.object == Position::Behind => {
            // 石青|此次|访问|老挝 is a deed.
            let is_deed = object == trigger + 1 && subject + 2 == trigger;
            let is_noun = trigger > 0 && row.has(trigger - 1, Acts::THIS) && !is_deed;
            // 来到|广州|打工: who stays is no visitor.
            let stays = |chunk: &Chunk| chunk.has(Acts::STAY);
            let behind = &row.chunks[object..row.clause_end(object)];
            !is_noun && !is_greeted(row, ends) && !behind.iter().any(stays)
        }
        // 论坛|落幕于|岚海: where it is held is told of by another.
        Acts::LOCATE if frame.predicate == Predicate::LocatedIn && row.has(trigger, Acts::HOLD) => false,
        // 该联盟|秘书处设在|新加坡, but not 白桦大学加入联盟，|秘书处设在|新加坡
        Acts::LOCATE if page.text(row.chunks[trigger].span).starts_with(OFFICE) => {
            from.kind == Organization && subject + 1 == trigger
        }
        Acts::LOCATE => lies_there(frame, page, row, ends, (from, to)),
        // 在意大利|拥有|三家|工厂, 在泰国|开出|50|家|门店
        Acts::PLANT => {
            let is_plant = if frame.predicate == Predicate::SellsIn { sells_goods } else { makes_goods };
            // 白桦集团在老挝的工厂|将|投产: nothing is made there yet; |关闭: nor any longer.
            let idle = Acts::PLAN.and(Acts::SUSPEND).and(Acts::DENY).and(Acts::ONCE);
            let is_idle = (trigger + 1..row.clause_end(trigger)).any(|at| row.has(at, idle));
            // 美国在德国的空军基地
            !is_idle && names_firm(page, from) && is_plant(page, &row.chunks[trigger]) && is_own_plant(row, ends)
        }
        // 新车在老挝|上市, but not 白桦集团在美国|上市, nor its |股票
        Acts::SELL if row.has(trigger, Acts::LIST) => {
            row.describes(subject) && !(subject..trigger.max(subject)).any(|at| row.has(at, Acts::SHARE))
        }
        // 微软|与|美国政府|就|销售软件|和解: what two have to do with each other.
        Acts::SELL if frame.object == Position::Before => !(subject..object).any(|at| row.has(at, Acts::WITH)),
        // 上半年|销量|超过|德国|大众: how much is sold is no verb.
        Acts::SELL if frame.object != Position::Led(Acts::IN) => {
            row.chunks[trigger].word().is_none_or(|word| word.tag != Tag::Noun)
        }
        Acts::BORDER => is_neighbour(frame, row, ends),
        Acts::MEMBER => is_member(frame, page, row, ends),
        Acts::HOLDER if frame.subject == Position::Right => holds_it(page, row, ends, to),
        Acts::HOLDER if frame.object == Position::Led(Acts::IN) => is_among_holders(page, row, ends),
        Acts::ATTEND if frame.predicate == Predicate::HeldIn => is_at_place(row, ends, to),
        // 教育局|把|教学点|并入|小学: what is taken becomes a part.
        // 研究院|直属|云岭大学。, but not 云岭大学|直属|研究院|成立
        Acts::UNDER => {
            let is_last = object == trigger + 1 && row.chunks.get(object + 1).is_none_or(Chunk::is_boundary);
            !(subject.min(object)..trigger).any(|at| row.has(at, Acts::TAKE))
                && (is_last || !row.has(trigger, Acts::BELONG))
        }
        Acts::PRODUCE => produces(frame, row, ends),
        Acts::EXPORT => exports(frame, page, row, ends, from),
        Acts::CONNECT => leads_there(page, row, ends, to),
        // 中老铁路|货运服务|覆盖|泰国: not the work itself.
        Acts::SPAN => subject > trigger || !row.opens_with_noun(subject + 1),
        // 举行|第五轮战略对话
        Acts::LIGHT => row.chunks[trigger + 1..row.clause_end(trigger)].iter().any(|chunk| is_talk(page, chunk)),
        // 最大|投资|来源国
        Acts::SUPPLIER => !(object + 1..trigger).any(|at| row.has(at, Acts::INVEST.and(Acts::LOAN))),
        // 交换|了|意见, but not 交换|俘虏
        Acts::MEET => !row.has(trigger, Acts::EXCHANGE) || exchanges_views(row, trigger),
        // 加入|世界贸易组织|工作组|会议: that of the organization is joined, if it is.
        Acts::JOIN => !is_only_named(row, object),
        Acts::LOAN => lends_it(frame, row, ends, to),
        // 提供贷款|购买|美国|飞机: the country only tells what is bought.
        Acts::FINANCE if frame.object == Position::Behind && to.kind == Country => {
            object == trigger + 1 || !row.describes(object)
        }
        // 成为|岚海集团|控股子公司|岚海科技|的|投资者
        Acts::BELONG => row.chunks.get(trigger + 1).is_none_or(|next| next.name().is_none()),
        Acts::COMPOSE if frame.object == Position::Right => {
            row.list(subject, &[from.kind]).len() > 1 && is_membership(page, row, ends, from, to)
        }
        Acts::COMPOSE => is_membership(page, row, ends, from, to),
        // 和谈|僵局: what is held is told of by another noun; but not 中非合作论坛|峰会.
        Acts::HOLD if frame.subject == Position::Subject => {
            let next = row.chunks.get(subject + 1).and_then(|next| page.ontology.lexicon.head(page.text(next.span)));
            !row.opens_with_noun(subject + 1) || next.is_some_and(|(_, head)| head.kind == Event)
        }
        // 在|中国科协|今天|举行|的|研讨会|上: who holds it is no place.
        Acts::HOLD if to.kind == Organization && frame.object == Position::Led(Acts::IN) && describes(row, trigger) => {
            let is_side = |chunk: &Chunk| chunk.word().is_some_and(|word| word.tag == Tag::Position);
            !(object < subject && row.chunks.get(subject + 1).is_some_and(is_side))
        }
        // 进入|德国|市场
        Acts::ENTER => names_firm(page, from) && is_market(row, object),
        // 电站|在老挝|运行|的|监控系统, 电站|项目公司|在老挝|运行
        Acts::RUN if subject < trigger => !describes(row, trigger) && !row.opens_with_noun(subject + 1),
        // A company can leave what it owned shares of.
        Acts::QUIT => from.kind == Country,
        Acts::AGREE => binds(row, trigger),
        // 白桦集团|与|沙特阿美|签署|项目合同: which of them builds it stands open.
        // 亚投行|与|老挝|签署|云岭电站|贷款|协议: who signs that builds nothing.
        Acts::SIGN => {
            let is_body = |at: &usize| row.kind(*at) == Some(Organization);
            (row.clause_start(trigger)..trigger).filter(is_body).count() < 2 && !is_about_loan(row, object)
        }
        // 美国联合日本 is no agreement.
        Acts::ALLY => from.kind == Organization && to.kind == Organization,
        _ => true,
    }
}

/// Whether what is signed for a work is a loan: 云岭电站|贷款|协议.
pub(super) fn is_about_loan(row: &Row, work: usize) -> bool {
    row.chunks[work..row.clause_end(work)].iter().any(|chunk| chunk.has(Acts::LOAN))
}

/// What a town does that is given an event.
const TAKES_ON: &str = "承办";

/// A verb of what is made, whatever that is.
const MAKES: &str = "打造";

/// Whether a work is what is made: 产业园|由|白桦集团|打造, 由…打造|的|产业园; but not 大桥|由…打造|灯光秀, nor 打造|的|大桥|纪录片.
fn makes_it(frame: &Frame, row: &Row, Ends { trigger, object, .. }: Ends) -> bool {
    let is_led = frame.subject == Position::Led(Acts::AGENT);
    let is_last = trigger + 1 == row.clause_end(trigger);
    is_led && (is_last || describes(row, trigger) && object > trigger && !row.opens_with_noun(object + 1))
}

/// What sums of money end in: 元, 美元.
pub(super) const MONEY: char = '元';

/// Whether the subject itself is at the place.
fn lies_there(frame: &Frame, page: Page<'_>, row: &Row, ends: Ends, (from, to): (Name, Name)) -> bool {
    let Ends { subject, trigger, object } = ends;
    if frame.predicate == Predicate::ProducesIn {
        let is_made = trigger.checked_sub(1).is_some_and(|before| makes_goods(page, &row.chunks[before]));
        return is_made && from.kind == Organization;
    }
    if frame.object != Position::Behind {
        return true;
    }
    match from.kind {
        // 南坑位于台湾北部: a place without a mention is what lies there; but 岚溪市|位于|云岭州西部, not 位于|云岭市|以南.
        Place => {
            let last = (object..).take_while(|&at| row.kind(at).is_some()).last().unwrap_or(object);
            let is_beside = row.chunks.get(last + 1).is_some_and(|next| {
                let text = page.text(next.span);
                let is_away = AWAY.iter().any(|away| text.contains(away));
                is_away || next.is('、') || next.has(Acts::AND.and(Acts::WITH))
            });
            let opens = subject + 1 == trigger && subject == row.clause_start(subject);
            let leads = (trigger + 1..object).all(|at| row.kind(at).is_some());
            opens && leads && !is_beside && seat::is_within(page, row, subject, object)
        }
        Country => false,
        Organization => !only_has_there(row, object, to) && !places_work(row, ends),
        // 曹雪芹|故居|位于|北京
        Person => row.chunks.get(subject + 1).and_then(Chunk::word).is_none_or(|word| word.tag != Tag::Noun),
        // 云岭港|位于|万象|以北|约|80|公里|处: near the town, and not there.
        Project if end_of_distance(page, row, object).is_some() => false,
        // 云岭水电站|由中国电建|承建并|位于|老挝, but not 产业园|由总部|设在|常州|的|公司兴建: who builds that is there.
        _ => {
            let is_led = (subject..trigger).any(|at| row.has(at, Acts::AGENT));
            !(is_led && row.has(row.last_of_list(object, &[to.kind]) + 1, Acts::OF))
        }
    }
}

/// What is done with notices.
const SENDS: &str = "发出";

/// What is done by whoever wants others to buy.
const ADVISES: Acts = Acts::PROPOSE.and(Acts::SAY).and(Acts::LET);

/// The office of those who are members of something.
const OFFICE: &str = "秘书处";

/// Spends money on what the verb behind tells.
const SPENDS: &str = "斥资";

/// What of words behind a place tells that something is not in it: 以南, 之间, 对面, 附近.
const AWAY: [&str; 10] = ["以", "之", "对", "附近", "旁", "侧", "外", "岸", "畔", "交界"];

/// Whether what is told to lie there is what the subject builds: 白桦集团|建设|位于|老挝|的|云岭电站.
fn places_work(row: &Row, Ends { subject, trigger, object }: Ends) -> bool {
    let builds = Acts::BUILD.and(Acts::INVEST).and(Acts::RUN).and(Acts::FINANCE);
    (subject..trigger).any(|at| row.has(at, builds)) && (object..row.clause_end(object)).any(|at| row.has(at, Acts::OF))
}

/// Whether the countries are told to be neighbours.
fn is_neighbour(frame: &Frame, row: &Row, Ends { subject, trigger, object }: Ends) -> bool {
    let is_noun = row.chunks[trigger].word().is_some_and(|word| word.tag == Tag::Noun);
    match (frame.subject, frame.object) {
        // 中国|邻国|老挝, but not 泰国|边境|警察逮捕|中国|公民, nor 日本|向|索马里|邻国|吉布提
        (Position::Subject, Position::Behind) if is_noun => {
            let is_next = subject + 1 == trigger || object < trigger || row.kind(trigger - 1) != Some(Country);
            is_next && object <= trigger + 1
        }
        // 向|索马里|邻国|吉布提
        (Position::Right, _) => is_noun && object + 1 == trigger,
        // 老挝|与|中国|的|边境线, but not 与|毗邻|的; 德国|的|邻国|有|法国.
        (Position::Goods, at) => is_noun && (at != Position::Behind || opens_list(row, trigger)),
        _ => true,
    }
}

/// Whether an event is at the place where somebody takes part in it: 在|岚海|出席|论坛.
fn is_at_place(row: &Row, Ends { trigger, object, .. }: Ends, to: Name) -> bool {
    let last = row.last_of_list(object, &[to.kind]);
    let is_small = |chunk: &Chunk| match chunk.sort {
        Sort::Name(name) => name.kind == Place,
        Sort::Word(word) => word.tag == Tag::Adverb,
        _ => false,
    };
    matches!(to.kind, Country | Place) && row.chunks[last + 1..trigger].iter().all(is_small)
}

/// Whether the subject makes what is made there, and not another: 在老挝的门店|出售|由|泰国|生产的饮料.
fn produces(frame: &Frame, row: &Row, ends: Ends) -> bool {
    let Ends { subject, trigger, object } = ends;
    match (frame.subject, frame.object) {
        (Position::Goods, Position::Led(Acts::IN)) => {
            !(object.min(trigger)..trigger).any(|at| row.has(at, Acts::AGENT)) && !is_done_for(row, ends)
        }
        (Position::Led(Acts::AGENT), _) => subject < object,
        // 产自|越南, but not 生产|越南|品牌.
        (_, Position::Right) => row.has(trigger, Acts::THERE),
        _ => true,
    }
}

/// Whether goods of the subject are what is sold or sent.
fn exports(frame: &Frame, page: Page<'_>, row: &Row, ends: Ends, from: Name) -> bool {
    let Ends { subject, trigger, .. } = ends;
    // 从南方|被当作货物|卖到|加拿大
    if frame.subject == Position::Led(Acts::FROM) {
        let is_verb = |chunk: &Chunk| chunk.word().is_some_and(|word| word.tag == Tag::Verb);
        return !row.chunks[subject + 1..trigger].iter().any(is_verb);
    }
    // 救援物资|运抵|缅甸: who is no firm sells nothing, but 欧盟|对中国|出口.
    let is_bloc = || seat::class(page, from.entity).is_some_and(trades_as_one) && !row.has(trigger, Acts::DEPART);
    let is_no_seller = from.kind == Organization && !names_firm(page, from) && !is_bloc();
    if frame.object == Position::Behind && is_amount(row, trigger)
        || is_no_seller
        || frame.object == Position::Led(Acts::TOWARDS) && is_done_to(row, trigger)
        || sends_people(page, row, trigger)
        || goes_elsewhere(row, ends)
    {
        return false;
    }
    // 给|韩国|三星电子|供货: to the firm.
    let led = row.last_of_list(ends.object, &[Country]);
    if frame.object == Position::Led(Acts::TOWARDS) && row.kind(led + 1) == Some(Organization) {
        return false;
    }
    // 向老挝|交付|援助|物资
    let clause = row.clause_start(trigger)..row.clause_end(trigger);
    !row.chunks[clause].iter().any(|chunk| chunk.has(Acts::FINANCE))
        && (!row.has(trigger, Acts::DEPART) || brings_goods(page, row, ends))
}

/// Whether the noun at `at` is what something is done to: 给中国|出口|造成|损失, but not 向中国|出口|增长|8%.
fn is_done_to(row: &Row, at: usize) -> bool {
    let behind = row.chunks.get(at + 1..row.clause_end(at)).unwrap_or_default();
    let is = |chunk: &Chunk, tag: Tag| chunk.word().is_some_and(|word| word.tag == tag);
    let does = behind.first().is_some_and(|next| is(next, Tag::Verb) && !next.has(Acts::REACH));
    does && behind.iter().any(|chunk| is(chunk, Tag::Noun)) && !behind.iter().any(|chunk| is(chunk, Tag::Number))
}

/// Whether what somebody wins at an event is a prize: 夺得|巴黎奥运会|女单|冠军.
fn wins_prize(row: &Row, Ends { trigger, object, .. }: Ends) -> bool {
    let behind = &row.chunks[object + 1..row.clause_end(object)];
    row.has(trigger, Acts::PRIZE) || behind.iter().any(|chunk| chunk.has(Acts::PRIZE))
}

/// Whether the subject holds the event.
fn hosts(frame: &Frame, row: &Row, Ends { subject, trigger, .. }: Ends, from: Name) -> bool {
    // 英国|伦敦|举办: of the two the town is meant.
    if from.kind == Country && row.kind(subject + 1) == Some(Place) {
        return false;
    }
    // 老挝将|参加|6月举行|的|拉力赛: who takes part does not hold it.
    if describes(row, trigger) && (subject..trigger).any(|at| row.has(at, Acts::ATTEND)) {
        return false;
    }
    // 白桦集团将在|岚海|举行|的|博览会上…: who is there need not hold it.
    let may_be_there = row.has(trigger, Acts::LIGHT) && describes(row, trigger) && frame.subject == Position::Subject;
    let is_there = (subject..trigger).any(|at| row.has(at, Acts::IN)) || subject < row.clause_start(trigger);
    !(may_be_there && is_there)
}

/// Whether two play against each other: 阿根廷|与|智利队|举行|热身赛.
fn plays_there(page: Page<'_>, row: &Row, Ends { subject, trigger, object }: Ends) -> bool {
    let is_against = (subject..trigger).any(|at| row.has(at, Acts::WITH));
    is_against && page.text(row.chunks[object].span).ends_with(MATCH)
}

/// What matches are called by their last character.
const MATCH: char = '赛';

/// Whether it is others who come, and the subject says something of it: 石青|对|议员团|访问|老挝|表示|欢迎.
fn is_greeted(row: &Row, Ends { subject, trigger, object }: Ends) -> bool {
    let is_towards = |chunk: &Chunk| chunk.has(Acts::TOWARDS) && !chunk.has(Acts::VISIT);
    row.chunks.get(subject..trigger).unwrap_or_default().iter().any(is_towards)
        && row.chunks[object..row.clause_end(object)].iter().any(|chunk| chunk.has(Acts::SAY))
}

/// Whether only something of the organization is at the place: 比亚迪|设在|匈牙利和巴西|的|工厂, but not 设在|云岭公园|的|楼|里.
fn only_has_there(row: &Row, object: usize, to: Name) -> bool {
    let last = row.last_of_list(object, &[to.kind]);
    let is_side = |chunk: &Chunk| chunk.word().is_some_and(|word| word.tag == Tag::Position);
    row.has(last + 1, Acts::OF)
        && row.opens_with_noun(last + 2)
        && !row.chunks[last + 1..row.clause_end(last)].iter().any(is_side)
}

/// Whether the plant that stands behind a country is the subject's: 在意大利|还|拥有|三家|工厂, but not 在老挝|参观|工厂.
fn is_own_plant(row: &Row, Ends { subject, trigger, object }: Ends) -> bool {
    let has = Acts::SETTLE.and(Acts::RUN).and(Acts::REACH).and(Acts::BUILD).and(Acts::INVEST).and(Acts::PLAN);
    let passes = |chunk: &Chunk| match chunk.sort {
        Sort::Word(word) => {
            let is_verb = matches!(word.tag, Tag::Verb | Tag::VerbalNoun | Tag::Preposition);
            word.acts.has(has.and(Acts::OF).and(Acts::AND)) || !is_verb && !word.acts.has(ANY_TRIGGER)
        }
        Sort::Name(name) => matches!(name.kind, Country | Place),
        _ => chunk.is('、'),
    };
    // 在|澳大利亚|悉尼|的|门店
    let last = row.last_of_list(object, &[Country]);
    let last = (last + 1..).take_while(|&at| row.kind(at) == Some(Place)).last().unwrap_or(last);
    // Not 在老挝|参观|工厂, whose verb jieba takes for a noun.
    let is_told = row.has(last + 1, Acts::OF) || row.chunks[object..trigger].iter().any(|chunk| chunk.has(has));
    // 白桦集团|的|供应商|在泰国的工厂, 白桦集团|总裁|石青|在泰国的工厂
    let is_small = |chunk: &Chunk| match chunk.sort {
        Sort::Word(word) => {
            word.acts.has(Acts::IN.and(Acts::PLAN).and(Acts::DECLARE).and(Acts::AND)) || word.tag == Tag::Adverb
        }
        Sort::Name(name) => matches!(name.kind, Country | Place),
        Sort::Time(_) => true,
        Sort::Mark(_) => chunk.is('、') || chunk.is('，'),
    };
    // 产品出口西班牙，|并|在印度|建有|工厂: what goes before tells of the same firm.
    let clause = row.clause_start(object);
    let settles = || row.chunks[object..trigger].iter().any(|chunk| chunk.has(Acts::SETTLE));
    let first = if subject < clause && settles() { clause } else { subject + 1 };
    let is_owner = subject < object && row.chunks[first..object].iter().all(is_small);
    is_owner && is_told && row.chunks[object + 1..trigger].iter().all(passes)
}

/// Whether the word at `at` tells how much was done, and not that it was: 出口额|超过|德国.
fn is_amount(row: &Row, at: usize) -> bool {
    let is_noun = row.chunks[at].word().is_some_and(|word| word.tag == Tag::Noun);
    is_noun
        && row
            .chunks
            .get(at + 1)
            .and_then(Chunk::word)
            .is_some_and(|word| word.tag == Tag::Verb || word.acts.has(Acts::REACH))
}

/// Whether people are what is sent: 输送|200名|教师.
fn sends_people(page: Page<'_>, row: &Row, trigger: usize) -> bool {
    let is_people = |chunk: &Chunk| {
        let word = chunk.word().filter(|word| word.tag == Tag::Noun);
        word.is_some_and(|word| {
            is_title_word(word) || page.ontology.lexicon.ends_as(page.text(chunk.span), Ending::People)
        })
    };
    row.chunks[trigger + 1..row.clause_end(trigger)].iter().any(is_people)
}

/// Whether goods that are sent somewhere only pass through the country of the object, or come from another than the subject.
fn goes_elsewhere(row: &Row, Ends { subject, trigger, object }: Ends) -> bool {
    let passes = (trigger..object.max(trigger)).any(|at| row.has(at, Acts::OF));
    let from = |at: usize| row.kind(at) == Some(Country) && row.governor(at).has(Acts::FROM);
    passes || (subject + 1..trigger.max(subject + 1)).any(from)
}

/// Whether goods of the subject are what is on its way: 柳工集团|的|装载机|发往, 松河集团|研制|的|动车组|发往; but not
/// 中国铁路|的|班列|发往, nor 日本|人|将|孩子|运往.
fn brings_goods(page: Page<'_>, row: &Row, Ends { subject, trigger, .. }: Ends) -> bool {
    let is_of = |at: usize| row.has(at, Acts::OF);
    let mut first = subject + 1 + if is_of(subject + 1) { 1 } else { 2 * usize::from(is_of(subject + 2)) };
    // 首批|120|台|矿用|自卸车
    let counts =
        |at: usize| row.chunks[at].word().is_some_and(|word| word.tag == Tag::Number || word.acts.has(Acts::ORDINAL));
    while first < trigger && counts(first) {
        first += 1;
    }
    let is_part = |chunk: &&Chunk| {
        let head = page.ontology.lexicon.head(page.text(chunk.span));
        let is_body = head.is_some_and(|(_, head)| head.is_strong && matches!(head.kind, Organization | Project));
        let fits = |word: Word| {
            let is_small =
                matches!(word.tag, Tag::Adverb | Tag::Preposition | Tag::Time | Tag::Conjunction | Tag::Verb);
            !is_title_word(word) && word.acts.is_plain() && !is_small
        };
        chunk.word().is_some_and(fits) && !is_body
    };
    // 泰国警方|查获|一批|运往…
    let is_other = |chunk: &Chunk| chunk.word().is_some_and(|word| matches!(word.tag, Tag::Noun | Tag::Verb));
    let behind = row.chunks.get(first..trigger).unwrap_or_default();
    let n_parts = behind.iter().take_while(is_part).count();
    n_parts > 0 && !behind[n_parts..].iter().any(is_other)
}

/// Whether a line can lead to what stands behind the word at `trigger`.
fn leads_there(page: Page<'_>, row: &Row, Ends { trigger, object, .. }: Ends, to: Name) -> bool {
    // 连接|匈牙利|布达佩斯, 西起|哈萨克斯坦|的|阿塔苏: to the town.
    let next = object + 1 + usize::from(row.has(object + 1, Acts::OF));
    if to.kind == Country && row.kind(next) == Some(Place) {
        return false;
    }
    // 横跨|帕西格河|的|大桥
    let class = seat::class(page, to.entity).unwrap_or_default();
    if row.has(trigger, Acts::SPAN) && is_inland_water(class) {
        return false;
    }
    // 东起|印度洋|港口城市|蒙巴萨: no line leads to a sea.
    if is_sea(class) {
        return false;
    }
    // 超级工厂|首批|产品|发往|澳大利亚: goods go there.
    let is_goods = |chunk: &Chunk| chunk.has(Acts::GOODS);
    if row.has(trigger, Acts::DEPART) && row.chunks[row.clause_start(trigger)..trigger].iter().any(is_goods) {
        return false;
    }
    // 中老铁路|经|玉溪, but not 项目|经|中国|批准.
    let is_way = |at: usize| row.chunks[at].name().is_some() || row.is_joint(at) || row.has(at, Acts::CONNECT);
    !row.has(trigger, Acts::AGENT) || (trigger + 1..row.clause_end(trigger)).all(is_way)
}

/// Whether an event is one at which people talk, and its name tells it.
fn is_talk(page: Page<'_>, chunk: &Chunk) -> bool {
    let is_event = chunk.name().is_some_and(|name| name.kind == Event);
    (is_event || chunk.word().is_some()) && TALKS.iter().any(|talk| page.text(chunk.span).ends_with(talk))
}

/// What such events are called.
const TALKS: [&str; 3] = ["对话", "会谈", "会晤"];

/// Whether views are what is exchanged.
fn exchanges_views(row: &Row, trigger: usize) -> bool {
    (trigger + 1..row.clause_end(trigger).min(trigger + 4)).any(|at| row.has(at, Acts::VIEW))
}

/// Whether it is the market of a country that somebody comes into.
fn is_market(row: &Row, object: usize) -> bool {
    row.has(row.last_of_list(object, &[Country]) + 1, Acts::OUTLET)
}

/// Whether a work can be at the place that a preposition leads, and only that is led: not 在中国|支持|下建成.
fn is_site(page: Page<'_>, row: &Row, Ends { subject: work, trigger, object: place }: Ends) -> bool {
    // 在|澳大利亚|和|南非
    let is_land = |at: usize| row.kind(at).is_some_and(EntityKind::is_land);
    let next = (place + 1..row.chunks.len()).find(|&at| !(is_land(at) || row.is_joint(at) && is_land(at + 1)));
    let goes_on = |next: usize| {
        // 在|岚海新区|规划|建设
        let acts = ANY_TRIGGER.and(Acts::PLAN);
        let is_other = |word: Word| !word.acts.has(acts) && !matches!(word.tag, Tag::Position | Tag::Adverb);
        row.chunks[next].word().is_some_and(is_other)
    };
    // 在|阿联酋|阿布扎比|正式|投运
    let is_how = |next: usize| {
        let is_adjective = |word: Word| word.tag == Tag::Adjective;
        next + 1 == trigger && row.chunks[next].word().is_some_and(is_adjective)
    };
    !next.is_some_and(|next| goes_on(next) && !is_how(next)) && seat::may_be_in(page, row, work, place)
}
