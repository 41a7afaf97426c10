-- Writes the status of objects as Orbit.RuntimeBenchmarks' own client does: each connection takes an object, writes its
-- status with the version that its last answer named, and gives the object back.
--   wrk -s status-writes.lua URL -- FILE METHOD CONTENT_TYPE TOKEN
-- A line of FILE is an object: path, name, version and body, separated by tabs; @VERSION@ and @NUMBER@ in the body are replaced.
local threads = 0
function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end

local free, first, last = {}, 1, 0
local objects, number = {}, 0

function init(args)
  wrk.method = args[2]
  wrk.headers["Content-Type"] = args[3]
  wrk.headers["Authorization"] = "Bearer " .. args[4]
  local line = 0
  for text in io.lines(args[1]) do
    local path, name, version, body = text:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    -- Threads share nothing: each writes objects of its own.
    if line % 2 == id then
      objects[name] = {path = path, version = version, body = body}
      last = last + 1
      free[last] = name
    end
    line = line + 1
  end
end

function request()
  local name = free[first]
  free[first] = nil
  first = first + 1
  local object = objects[name]
  number = number + 1
  local body = object.body:gsub("@VERSION@", object.version, 1):gsub("@NUMBER@", id .. "-" .. number, 1)
  return wrk.format(nil, object.path, nil, body)
end

function response(status, headers, body)
  local name = body:match('"name":"([^"]+)"')
  local object = name and objects[name]
  if object then
    object.version = body:match('"resourceVersion":"(%d+)"') or object.version
    last = last + 1
    free[last] = name
  end
end
