//! How much more often two things stand together than chance would have it.

/// Normalised pointwise mutual information over sentences, from −1 (never together) over 0
/// (independent) to 1 (always together).
///
/// With p(x) = `left`/`total`, p(y) = `right`/`total` and p(x,y) = `joint`/`total`:
///
/// npmi(x,y) = ln(p(x,y) / (p(x) p(y))) / −ln p(x,y)
///
/// (G. Bouma, Normalized (Pointwise) Mutual Information in Collocation Extraction, GSCL 2009,
/// equation 7.) At the edges: `joint` = 0 gives −1; `joint` = `total`, where the formula is 0/0,
/// gives its limit 1. Counts that no text can have (`joint` above `left` or `right`, or a count above
/// `total`) are lowered until they fit. Logarithms come from `libm`, so that every machine agrees.
///
/// ```
/// use sinograph::graph::npmi;
///
/// assert_eq!(npmi(5, 5, 5, 100), 1.0);
/// assert_eq!(npmi(0, 5, 5, 100), -1.0);
/// assert!(npmi(1, 10, 10, 100).abs() < 1e-12);
/// ```
pub fn npmi(joint: usize, left: usize, right: usize, total: usize) -> f64 {
    let (left, right) = (left.min(total), right.min(total));
    let joint = joint.min(left).min(right);
    if joint == 0 {
        return -1.0;
    }
    if joint == total {
        return 1.0;
    }
    let [joint, left, right, total] = [joint, left, right, total].map(|count| libm::log(count as f64));
    ((joint + total - left - right) / (total - joint)).clamp(-1.0, 1.0)
}

/// A measure to four places, as it is written and compared.
pub(super) fn rounded(measure: f64) -> f64 {
    let ten_thousandths = libm::round(measure * 10_000.0);
    // Adding zero turns −0 into 0.
    ten_thousandths / 10_000.0 + 0.0
}
