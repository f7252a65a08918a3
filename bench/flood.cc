// The end-to-end measurements, one part a run: bench/run runs them all.
#include <CLI/CLI.hpp>

#include "bench/flood.h"

int main(int argc, char** argv) {
  using namespace fenghuo::bench;
  Settings settings;
  CLI::App app{"Rain on 500 villages: how fast the engine takes it, and what that costs.", "flood"};
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--folder", settings.folder, "where logs are made: on a real disk")
      ->capture_default_str();
  app.add_option("--stations", settings.size.stations)->capture_default_str();
  app.add_option("--villages", settings.size.villages)->capture_default_str();
  app.add_option("--rows", settings.rows, "throughput, restart: observations")
      ->capture_default_str();
  app.add_option("--rate", settings.rows_per_s, "latency: observations a second")
      ->capture_default_str();
  app.add_option("--block", settings.rows_per_block, "observations that come together")
      ->capture_default_str();
  app.add_option("--seconds", settings.seconds, "latency: how long")->capture_default_str();
  app.add_option("--duties", settings.duties, "calls: one a village")->capture_default_str();
  app.add_option("--messages", settings.messages_per_s, "calls: what the gateway takes a second")
      ->capture_default_str();
  const auto part = [&](const char* name, const char* help, void (*run)(const Settings&)) {
    app.add_subcommand(name, help)->callback([&settings, run] { run(settings); });
  };
  part("throughput", "as fast as it goes, and bytes on disk", measure_throughput);
  part("latency", "at a fixed rate, from due to durable", measure_latency);
  part("memory", "of a day of rain at every station", measure_memory);
  part("restart", "from a killed process to ready", measure_restart);
  part("calls", "a duty for every village: opened, called, answered", measure_calls);
  part("check", "a small run whose counts must be right; measures nothing", check_counts);
  CLI11_PARSE(app, argc, argv);
  return 0;
}
