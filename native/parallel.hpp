// Work shared out to threads, while the one that asked for it waits and can be called off.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace compare {

/// Is called now and then by the thread that waits: it may look for a signal, and throw.
using Pause = std::function<void()>;

/// What a thread throws that was told to stop.
struct Stopped {};

/// Tells threads to stop.
class Stop {
 public:
  void tell() noexcept { told_ = true; }

  /// Throws Stopped once it was told; cheap enough to be called for each record.
  void heed() const {
    if (told_.load(std::memory_order_relaxed)) throw Stopped{};
  }

 private:
  std::atomic<bool> told_{false};
};

/// Calls work(number) for each number below *count*, the least first; each of the *threads* has a work of its own,
/// from make_work(stop). What one of them throws, or *pause*, is thrown here when all have ended.
template <typename MakeWork>
void share_out(std::size_t threads, std::size_t count, const Pause& pause, MakeWork make_work) {
  constexpr std::chrono::milliseconds kPatience{50};
  Stop stop;
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::condition_variable ended;
  std::size_t running = 0;
  std::exception_ptr error;
  const auto fail = [&] {
    if (!error) error = std::current_exception();
    stop.tell();
  };
  const auto run = [&] {
    std::unique_lock lock(mutex, std::defer_lock);
    try {
      auto work = make_work(std::as_const(stop));
      for (std::size_t number; (number = next++) < count;) {
        stop.heed();
        work(number);
      }
      lock.lock();
    } catch (...) {
      lock.lock();
      fail();
    }
    --running;
    ended.notify_one();
  };
  std::vector<std::jthread> workers;
  std::unique_lock lock(mutex);
  try {
    for (; running < std::min(threads, count); ++running) workers.emplace_back(run);
  } catch (const std::system_error&) {
    if (workers.empty()) throw;  // else those that there are do it
  }
  try {
    while (!ended.wait_for(lock, kPatience, [&] { return running == 0; })) {
      lock.unlock();
      if (pause) pause();
      lock.lock();
    }
  } catch (...) {
    lock.lock();
    fail();
    ended.wait(lock, [&] { return running == 0; });
  }
  lock.unlock();
  workers.clear();
  if (error) std::rethrow_exception(error);
}

/// The same in this thread alone, for work that is done before anybody would pause.
template <typename MakeWork>
void do_all(std::size_t count, MakeWork make_work) {
  const Stop stop;
  auto work = make_work(stop);
  for (std::size_t number = 0; number < count; ++number) work(number);
}

}  // namespace compare
