-- KEYS: 1 region, 2 entities, 3 records, 4 log, 5 timers, 6 lease, 7 pools, 8 counters, 9 what is over,
--       10 reply (the region again where there is no request key), 11… one for each change of an index set
-- ARGV: 1 generation, 2 lease epoch or '0', 3 hash of the request's body, 4 reply, 5 how long it is kept in ms,
--       6 policy version, 7 cause, 8… seven lists, each its number of items first:
--       reads (key, version), changes (key, version, payload), timers (member, due or ''), indexes ('+' or '-', member),
--       pools (field, amount), counters (field, amount), closings (key, over since or '')
-- Answers {replicas, 'done', generation, sequence, at} or {replicas, 'seen', stored reply}, or why nothing happened:
-- {replicas, 'generation', the present one}, {replicas, 'lease', the present epoch}, {replicas, 'version', key}.
-- A script is never rolled back, so all that can fail comes before the first write, and of the writes the log's first.
local cursor = 8
local function list(width)
  local items, count = {}, tonumber(ARGV[cursor])
  for i = 1, count do
    local item = {}
    for j = 1, width do
      item[j] = ARGV[cursor + (i - 1) * width + j]
    end
    items[i] = item
  end
  cursor = cursor + count * width + 1
  return items
end
local reads, changes, timers, indexes = list(2), list(3), list(2), list(2)
local pools, counters, closings = list(2), list(2), list(2)

local region = head()
if region.generation ~= ARGV[1] then
  return { region.replicas, 'generation', region.generation }
end
local asked = KEYS[10] ~= KEYS[1]
if asked then
  local stored = redis.call('GET', KEYS[10])
  if stored then
    return { region.replicas, 'seen', stored }
  end
end
if ARGV[2] ~= '0' then
  local epoch = redis.call('HGET', KEYS[6], 'epoch') or '0'
  if epoch ~= ARGV[2] then
    return { region.replicas, 'lease', epoch }
  end
end
for _, read in ipairs(reads) do
  if version(read[1], KEYS[2], KEYS[3]) ~= read[2] then
    return { region.replicas, 'version', read[1] }
  end
end

local function fits(key, kind)
  local found = redis.call('TYPE', key).ok
  return found == 'none' or found == kind
end
local function integer(key, items)
  for _, item in ipairs(items) do
    local sum = redis.call('HGET', key, item[1]) or '0'
    if not string.match(sum, '^-?%d+$') or math.abs(sum + item[2]) > 9e15 then
      return false
    end
  end
  return true
end
local sound = fits(KEYS[2], 'hash') and fits(KEYS[3], 'hash') and fits(KEYS[4], 'stream')
  and (#timers == 0 or fits(KEYS[5], 'zset')) and (#closings == 0 or fits(KEYS[9], 'zset'))
  and (#pools == 0 or fits(KEYS[7], 'hash') and integer(KEYS[7], pools))
  and (#counters == 0 or fits(KEYS[8], 'hash') and integer(KEYS[8], counters))
for i = 1, #indexes do
  sound = sound and fits(KEYS[10 + i], 'set')
end
if not sound then
  return redis.error_reply('WRONGTYPE a key of this region holds what Linli did not put there')
end

local at, sequence = now(region.at), 0
if #changes > 0 then
  sequence = region.sequence + 1
  local fields = { 'at', text(at), 'policy', ARGV[6], 'lease', ARGV[2], 'cause', ARGV[7] }
  for _, change in ipairs(changes) do
    fields[#fields + 1] = change[1]
    fields[#fields + 1] = change[2] .. ':' .. text(sequence) .. ':' .. change[3]
  end
  redis.call('XADD', KEYS[4], region.generation .. '-' .. text(sequence), unpack(fields))
  redis.call('HSET', KEYS[1], 'sequence', text(sequence), 'at', text(at))
  for i, change in ipairs(changes) do
    redis.call('HSET', home(change[1], KEYS[2], KEYS[3]), change[1], fields[8 + 2 * i])
    if change[1] == POLICY then
      redis.call('HSET', KEYS[1], 'policy', change[2])
    end
  end
end
for i, index in ipairs(indexes) do
  redis.call(index[1] == '+' and 'SADD' or 'SREM', KEYS[10 + i], index[2])
end
local function schedule(key, items)
  for _, item in ipairs(items) do
    if item[2] == '' then
      redis.call('ZREM', key, item[1])
    else
      redis.call('ZADD', key, item[2], item[1])
    end
  end
end
schedule(KEYS[5], timers)
schedule(KEYS[9], closings)
for _, pool in ipairs(pools) do
  redis.call('HINCRBY', KEYS[7], pool[1], pool[2])
end
for _, counter in ipairs(counters) do
  redis.call('HINCRBY', KEYS[8], counter[1], counter[2])
end
if asked then
  redis.call('SET', KEYS[10],
    region.generation .. ':' .. text(sequence) .. ':' .. #ARGV[3] .. ':' .. ARGV[3] .. ARGV[4], 'PX', ARGV[5])
end
return { region.replicas, 'done', region.generation, sequence, at }
