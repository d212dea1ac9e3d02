// A block of values that grows and is never cleared.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace compare {

/// Room for values that are overwritten anyway: unlike a vector's, they are not set to zero first. It begins at a
/// multiple of 64 bytes: some processors copy from a file's pages four times as slowly to any other place.
template <typename Value>
class Buffer {
  static_assert(std::is_trivially_copyable_v<Value>);

 public:
  static constexpr std::align_val_t kAlignment{64};

  /// At least *size* values; what they hold is lost when there were fewer.
  Value* reserve(std::size_t size) {
    if (size > size_) {
      size_ = std::max(size, size_ + size_ / 2);
      values_.reset(static_cast<Value*>(::operator new(size_ * sizeof(Value), kAlignment)));
    }
    return values_.get();
  }

  /// At least *size* values, of which the first *kept* stay.
  Value* grow(std::size_t size, std::size_t kept) {
    if (size > size_) {
      const Block before = std::move(values_);
      reserve(size);
      if (kept > 0) std::memcpy(values_.get(), before.get(), kept * sizeof(Value));
    }
    return values_.get();
  }

  [[nodiscard]] Value* data() noexcept { return values_.get(); }

 private:
  struct Free {
    void operator()(Value* values) const noexcept { ::operator delete(values, kAlignment); }
  };
  using Block = std::unique_ptr<Value, Free>;

  Block values_;
  std::size_t size_ = 0;
};

}  // namespace compare
