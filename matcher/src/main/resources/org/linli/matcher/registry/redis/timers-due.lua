-- KEYS: 1 region, 2 timers. ARGV: 1 limit. Answers {replicas, now, {member, due, …}, when the next is due or '0'}.
local region = head()
local time = now(region.at)
local due = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', text(time), 'WITHSCORES', 'LIMIT', 0, ARGV[1])
local after = redis.call('ZRANGE', KEYS[2], #due / 2, #due / 2, 'WITHSCORES')
return { region.replicas, time, due, after[2] or '0' }
