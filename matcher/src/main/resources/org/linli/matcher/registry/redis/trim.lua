-- KEYS: 1 region, 2 entities, 3 log, 4 what is over. ARGV: 1 generation, 2 archived sequence, 3 kept for (ms), 4 limit
-- Answers {replicas, entries taken away, orders and activities taken away}; one whose last entry is not archived stays.
-- What was sent about it (messages:…) goes with it (order:…, activity:…).
local region = head()
if region.generation ~= ARGV[1] then
  return { region.replicas, 0, 0 }
end
local archived, before, limit = tonumber(ARGV[2]), now(region.at) - ARGV[3], tonumber(ARGV[4])

-- The log is trimmed by id in Redis 6.2 too, so only the first id to keep is looked for.
local taken, keep = 0, nil
for _, entry in ipairs(redis.call('XRANGE', KEYS[3], '-', '+', 'COUNT', limit)) do
  local generation, sequence = string.match(entry[1], '^(%d+)-(%d+)$')
  if tonumber(entry[2][2]) >= before or generation == region.generation and tonumber(sequence) > archived then
    break
  end
  keep = generation .. '-' .. text(sequence + 1)
end
if keep then
  taken = redis.call('XTRIM', KEYS[3], 'MINID', keep)
end

local over = 0
for _, key in ipairs(redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', '(' .. text(before), 'LIMIT', 0, limit)) do
  local value = redis.call('HGET', KEYS[2], key)
  local sequence = value and tonumber(string.match(value, '^%d+:(%d+):'))
  if not sequence or sequence <= archived then
    redis.call('HDEL', KEYS[2], key, (string.gsub(key, '^%a+:', 'messages:', 1)))
    redis.call('ZREM', KEYS[4], key)
    over = over + 1
  end
end
return { region.replicas, taken, over }
