-- Shared by all scripts of a region. KEYS[1] is always the region's record, and every answer begins with the number
-- of replicas that must have it before it leaves the node.

local function text(number)
  return string.format('%.0f', number)
end

-- The region's time in milliseconds: this server's clock, never below the last entry's.
local function now(last)
  local time = redis.call('TIME')
  return math.max(time[1] * 1000 + math.floor(time[2] / 1000), last)
end

-- Where the region was not founded, or its data are gone, nothing is answered: what would be acknowledged here belongs
-- to no generation.
local function head()
  local f = redis.call('HMGET', KEYS[1], 'generation', 'sequence', 'at', 'replicas', 'policy')
  if not f[1] then
    error('NODATA this server holds no data of the region; maybe restore a backup')
  end
  return { generation = f[1], sequence = tonumber(f[2] or '0'), at = tonumber(f[3] or '0'),
    replicas = tonumber(f[4] or '0'), policy = f[5] or '0' }
end

-- Entities that readers load when they start, and records that are only ever looked up by key.
local RECORDS = { posting = true, ledger = true }
local function home(key, entities, records)
  return RECORDS[string.match(key, '^([^:]*):')] and records or entities
end

-- The policy is read by every decision and is large, so its version stands in the region's record as well.
local POLICY = 'policy:current'
local function version(region, key, entities, records)
  if key == POLICY then
    return region.policy, nil
  end
  local value = redis.call('HGET', home(key, entities, records), key)
  return value and string.match(value, '^(%d+):') or '0', value
end
