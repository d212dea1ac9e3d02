// Work that is shared out is done once, and what goes wrong anywhere comes back when all threads have ended.
#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

#include "check.hpp"
#include "parallel.hpp"

using namespace compare;

namespace {

void test_each_number_once() {
  for (const std::size_t threads : {1U, 2U, 5U}) {
    for (const std::size_t count : {0U, 1U, 2U, 1000U}) {
      std::vector<std::atomic<int>> calls(count);
      share_out(threads, count, nullptr, [&](const Stop&) { return [&](std::size_t i) { ++calls[i]; }; });
      for (const std::atomic<int>& one : calls) CHECK(one == 1);
    }
  }
  std::vector<int> calls(3);
  do_all(calls.size(), [&](const Stop&) { return [&](std::size_t i) { ++calls[i]; }; });
  CHECK(calls == std::vector<int>({1, 1, 1}));
}

/// What is thrown when work or the pause throws; work that is not stopped would never end.
template <typename Work>
std::string thrown(std::size_t threads, const Pause& pause, Work work) {
  try {
    share_out(threads, 8, pause, [&](const Stop& stop) {
      return [&](std::size_t number) {
        work(number);
        for (;;) stop.heed();
      };
    });
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

void test_errors_stop_all() {
  for (const std::size_t threads : {1U, 3U}) {
    CHECK(thrown(threads, nullptr, [](std::size_t i) { if (i == 0) throw std::runtime_error("of work"); }) == "of work");
    CHECK(thrown(threads, [] { throw std::runtime_error("of pause"); }, [](std::size_t) {}) == "of pause");
  }
}

void test_error_before_work() {
  bool caught = false;
  try {
    share_out(2, 3, nullptr, [](const Stop&) -> std::function<void(std::size_t)> { throw std::bad_alloc(); });
  } catch (const std::bad_alloc&) {
    caught = true;
  }
  CHECK(caught);
}

}  // namespace

int main() {
  test_each_number_once();
  test_errors_stop_all();
  test_error_before_work();
}
