-- What operators did, in order.

-- name: last()^
SELECT number, digest FROM operator_act ORDER BY number DESC LIMIT 1;

-- name: add(number, at_ms, who, act, about, reason, previous, digest)!
INSERT INTO operator_act (number, at_ms, who, act, about, reason, previous, digest)
VALUES (:number, :at_ms, :who, :act, :about, :reason, :previous, :digest);

-- name: every()
SELECT number, at_ms, who, act, about, reason, previous, digest FROM operator_act ORDER BY number;
