-- Several commits, each standing alone, one after another: what a call costs beside its commits is paid once.
-- KEYS: 1 region, 2 entities, 3 records, 4 log, 5 timers, 6 lease, 7 pools, 8 counters, 9 what is over, then of each
--       commit its reply (the region again where there is no request key) and one for each change of an index set
-- ARGV: of each commit 1 generation, 2 lease epoch or '0', 3 hash of the request's body, 4 reply, 5 how long it is kept
--       in ms, 6 policy version, 7 cause, 8… seven lists, each its number of items first:
--       reads (key, version), changes (key, version, payload), timers (member, due or ''), indexes ('+' or '-', member),
--       pools (field, amount), counters (field, amount), closings (key, over since or '')
-- Answers {replicas, an answer to each commit}: {'done', generation, sequence, at} or {'seen', stored reply}, or why
-- nothing of it happened: {'generation', the present one}, {'lease', the present epoch}, {'version', key}, {'refused', why}.
-- A script is never rolled back, so of a commit all that can fail comes before its first write, and of its writes the
-- log's first. The region's record follows each entry: a restore may end behind any of them.
local region = head()
local at = now(region.at)
local argument, nextKey = 1, 10

-- Where the items of a list stand, and the width of one.
local function list(width)
  local from = argument + 1
  argument = from + tonumber(ARGV[argument]) * width
  return { from = from, to = argument - 1, width = width }
end

local function commitHere()
  local commit = { head = argument, reply = KEYS[nextKey], indexKeys = nextKey + 1 }
  argument = argument + 7
  commit.reads, commit.changes, commit.timers, commit.indexes = list(2), list(3), list(2), list(2)
  commit.pools, commit.counters, commit.closings = list(2), list(2), list(2)
  nextKey = commit.indexKeys + (commit.indexes.to + 1 - commit.indexes.from) / 2
  return commit
end

local epoch
local function leaseEpoch()
  epoch = epoch or redis.call('HGET', KEYS[6], 'epoch') or '0'
  return epoch
end

local fitting = {}
local function fits(key, kind)
  if not fitting[key] then
    local found = redis.call('TYPE', key).ok
    fitting[key] = found == 'none' or found == kind
  end
  return fitting[key]
end

local function empty(items)
  return items.to < items.from
end

local function sums(key, items)
  if empty(items) then
    return true
  elseif not fits(key, 'hash') then
    return false
  end
  for i = items.from, items.to, 2 do
    local sum = redis.call('HGET', key, ARGV[i]) or '0'
    if not string.match(sum, '^-?%d+$') or math.abs(sum + ARGV[i + 1]) > 9e15 then
      return false
    end
  end
  return true
end

local function sound(commit)
  for key = commit.indexKeys, commit.indexKeys + (commit.indexes.to - commit.indexes.from - 1) / 2 do
    if not fits(KEYS[key], 'set') then
      return false
    end
  end
  return fits(KEYS[2], 'hash') and fits(KEYS[3], 'hash') and fits(KEYS[4], 'stream')
    and (empty(commit.timers) or fits(KEYS[5], 'zset')) and (empty(commit.closings) or fits(KEYS[9], 'zset'))
    and sums(KEYS[7], commit.pools) and sums(KEYS[8], commit.counters)
end

local function append(commit)
  local sequence = text(region.sequence + 1)
  local first = commit.head
  local fields = { 'at', text(at), 'policy', ARGV[first + 5], 'lease', ARGV[first + 1], 'cause', ARGV[first + 6] }
  for i = commit.changes.from, commit.changes.to, 3 do
    fields[#fields + 1] = ARGV[i]
    fields[#fields + 1] = ARGV[i + 1] .. ':' .. sequence .. ':' .. ARGV[i + 2]
  end
  redis.call('XADD', KEYS[4], region.generation .. '-' .. sequence, unpack(fields))
  redis.call('HSET', KEYS[1], 'sequence', sequence, 'at', fields[2])
  region.sequence, region.at = region.sequence + 1, at
  for i = 9, #fields, 2 do
    redis.call('HSET', home(fields[i], KEYS[2], KEYS[3]), fields[i], fields[i + 1])
    if fields[i] == POLICY then
      region.policy = string.match(fields[i + 1], '^(%d+):')
      redis.call('HSET', KEYS[1], 'policy', region.policy)
    end
  end
  return sequence
end

local function schedule(key, items)
  for i = items.from, items.to, 2 do
    if ARGV[i + 1] == '' then
      redis.call('ZREM', key, ARGV[i])
    else
      redis.call('ZADD', key, ARGV[i + 1], ARGV[i])
    end
  end
end

local function add(key, items)
  for i = items.from, items.to, 2 do
    redis.call('HINCRBY', key, ARGV[i], ARGV[i + 1])
  end
end

local function take(commit)
  local first = commit.head
  if region.generation ~= ARGV[first] then
    return { 'generation', region.generation }
  end
  local asked = commit.reply ~= KEYS[1]
  local stored = asked and redis.call('GET', commit.reply)
  if stored then
    return { 'seen', stored }
  end
  if ARGV[first + 1] ~= '0' and leaseEpoch() ~= ARGV[first + 1] then
    return { 'lease', leaseEpoch() }
  end
  for i = commit.reads.from, commit.reads.to, 2 do
    if version(region, ARGV[i], KEYS[2], KEYS[3]) ~= ARGV[i + 1] then
      return { 'version', ARGV[i] }
    end
  end
  if not sound(commit) then
    return { 'refused', 'WRONGTYPE a key of this region holds what Linli did not put there' }
  end
  local sequence = empty(commit.changes) and '0' or append(commit)
  local indexKey = commit.indexKeys
  for i = commit.indexes.from, commit.indexes.to, 2 do
    redis.call(ARGV[i] == '+' and 'SADD' or 'SREM', KEYS[indexKey], ARGV[i + 1])
    indexKey = indexKey + 1
  end
  schedule(KEYS[5], commit.timers)
  schedule(KEYS[9], commit.closings)
  add(KEYS[7], commit.pools)
  add(KEYS[8], commit.counters)
  if asked then
    local hash = ARGV[first + 2]
    redis.call('SET', commit.reply,
      region.generation .. ':' .. sequence .. ':' .. #hash .. ':' .. hash .. ARGV[first + 3], 'PX', ARGV[first + 4])
  end
  return { 'done', region.generation, sequence, at }
end

local answers = {}
while argument <= #ARGV do
  local whole, answer = pcall(take, commitHere())
  answers[#answers + 1] = whole and answer or { 'refused', type(answer) == 'table' and answer.err or answer }
end
return { region.replicas, answers }
