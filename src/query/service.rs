//! Tells whether a query asks another server, which we never do.
//!
//! The parsed query is walked, not the text: `SERVICE` may stand in a string, and be glued to its neighbours.

use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};

/// Whether a query asks another server.
pub fn asks_elsewhere(query: &Query) -> bool {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    pattern_asks(pattern)
}

fn pattern_asks(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Service { .. } => true,
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => false,
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => pattern_asks(left) || pattern_asks(right),
        GraphPattern::LeftJoin { left, right, expression } => {
            pattern_asks(left) || pattern_asks(right) || expression.as_ref().is_some_and(expression_asks)
        }
        GraphPattern::Filter { expr, inner } => expression_asks(expr) || pattern_asks(inner),
        GraphPattern::Extend { inner, expression, .. } => expression_asks(expression) || pattern_asks(inner),
        GraphPattern::OrderBy { inner, expression } => {
            let asks = |order: &OrderExpression| match order {
                OrderExpression::Asc(expression) | OrderExpression::Desc(expression) => expression_asks(expression),
            };
            expression.iter().any(asks) || pattern_asks(inner)
        }
        GraphPattern::Group { inner, aggregates, .. } => {
            let asks = |aggregate: &AggregateExpression| match aggregate {
                AggregateExpression::CountSolutions { .. } => false,
                AggregateExpression::FunctionCall { expr, .. } => expression_asks(expr),
            };
            aggregates.iter().any(|(_, aggregate)| asks(aggregate)) || pattern_asks(inner)
        }
        GraphPattern::Graph { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => pattern_asks(inner),
    }
}

fn expression_asks(expression: &Expression) -> bool {
    match expression {
        Expression::Exists(pattern) => pattern_asks(pattern),
        Expression::NamedNode(_) | Expression::Literal(_) | Expression::Variable(_) | Expression::Bound(_) => false,
        Expression::Or(a, b)
        | Expression::And(a, b)
        | Expression::Equal(a, b)
        | Expression::SameTerm(a, b)
        | Expression::Greater(a, b)
        | Expression::GreaterOrEqual(a, b)
        | Expression::Less(a, b)
        | Expression::LessOrEqual(a, b)
        | Expression::Add(a, b)
        | Expression::Subtract(a, b)
        | Expression::Multiply(a, b)
        | Expression::Divide(a, b) => expression_asks(a) || expression_asks(b),
        Expression::UnaryPlus(a) | Expression::UnaryMinus(a) | Expression::Not(a) => expression_asks(a),
        Expression::If(a, b, c) => [a, b, c].into_iter().any(|part| expression_asks(part)),
        Expression::In(a, list) => expression_asks(a) || list.iter().any(expression_asks),
        Expression::Coalesce(list) | Expression::FunctionCall(_, list) => list.iter().any(expression_asks),
    }
}
