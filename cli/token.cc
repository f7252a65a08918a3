// fenghuo token PERSON --data DIR: the token with which a named person gives commands.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "adapters/credentials.h"
#include "adapters/rocksdb_log.h"
#include "cli/data_folder.h"
#include "cli/names.h"
#include "cli/sentence.h"
#include "cli/township.h"
#include "cli/verb.h"
#include "engine/replay.h"

namespace fenghuo::cli {
namespace {

// Of the standing plan's people; where there is no log yet, or no plan in it, anybody.
Text fault_of(const DataFolder& data, const std::string& person) {
  if (!std::filesystem::exists(data.log())) return {};
  const auto log = adapters::RocksdbLog::open(data.log(), adapters::RocksdbLog::Access::read_only);
  if (!log) return log.error().text;
  Machine machine = township_machine();
  if (const auto restored = restore(**log, machine); !restored) return restored.error().text;
  std::vector<std::string_view> known;
  for (const auto& one : machine.plan().people()) known.push_back(one.id());
  if (known.empty() || std::find(known.begin(), known.end(), person) != known.end()) return {};
  return Text{"people.csv 里没有“" + person + "”", "people.csv has no '" + person + "'"} +
         did_you_mean(person, known);
}

void token(const DataFolder& data, const std::string& person, Session& session) {
  const std::string path = data.credentials();
  if (!std::filesystem::exists(path))
    return session.fail({"“" + data.of_lane() + "”里还没有数据，请先运行 fenghuo serve",
                         "'" + data.of_lane() + "' holds no data yet; run fenghuo serve"});
  const auto credentials = adapters::Credentials::open(path);
  if (!credentials) return session.fail(credentials.error());
  if (const Text fault = fault_of(data, person); !fault.zh.empty()) return session.fail(fault);
  std::printf("%s\n", credentials->person_token(person).c_str());
}

}  // namespace

void add_token(Verb& verbs, Session& session) {
  Verb verb = verbs.verb("token", {"给一个人的令牌，用来在网页上署名",
                                   "a person's token, which puts the name under what they decide"});
  auto data = std::make_shared<DataFolder>();
  auto person = std::make_shared<std::string>();
  verb.text("PERSON", *person, {"people.csv 里的 id", "an id of people.csv"}, Need::required);
  data->add_to(verb);
  verb.example(
      session.say({"fenghuo token town-duty --data data，网址后加 #token=令牌",
                   "fenghuo token town-duty --data data; open the page with #token=TOKEN"}));
  verb.run([data, person, &session] { token(*data, *person, session); });
}

}  // namespace fenghuo::cli
