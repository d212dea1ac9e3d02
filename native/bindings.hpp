// What the files that know Python share: arguments checked and turned into what the headers take.
#pragma once

#include <nanobind/nanobind.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sketch.hpp"

namespace nb = nanobind;
using namespace nb::literals;
using namespace compare;

/// Binds what is asked of texts alone: hashes, signatures, and for tests what characters are.
void bind_texts(nb::module_& module);

/// Binds what finds passages that texts have in common.
void bind_passages(nb::module_& module);

/// Binds what finds sentences that may tell the same.
void bind_alike(nb::module_& module);

inline Unit unit_named(const std::string& name) {
  if (name == "auto") return Unit::automatic;
  if (name == "word") return Unit::word;
  if (name == "char") return Unit::character;
  throw nb::value_error("unit must be auto, word or char");
}

inline std::size_t positive(std::int64_t value, const char* name) {
  if (value < 1) throw nb::value_error((std::string(name) + " must be at least 1").c_str());
  return static_cast<std::size_t>(value);
}

inline Text text_of(const nb::bytes& bytes) {
  return {bytes.c_str(), bytes.size(), is_ascii(bytes.c_str(), bytes.size())};
}

inline SketchSettings sketch_settings(const std::string& unit, std::int64_t size, std::int64_t num_perm,
                                      std::uint32_t seed) {
  SketchSettings settings;
  settings.unit = unit_named(unit);
  settings.size = positive(size, "size");
  settings.num_perm = positive(num_perm, "num_perm");
  settings.seed = seed;
  settings.min_tokens = 0;
  return settings;
}

/// The bytes of anything that has a buffer.
class View {
 public:
  explicit View(nb::handle object) {
    if (PyObject_GetBuffer(object.ptr(), &buffer_, PyBUF_SIMPLE) != 0) throw nb::python_error();
  }
  View(const View&) = delete;
  View& operator=(const View&) = delete;
  ~View() { PyBuffer_Release(&buffer_); }

  [[nodiscard]] const char* data() const noexcept { return static_cast<const char*>(buffer_.buf); }
  [[nodiscard]] std::size_t size() const noexcept { return static_cast<std::size_t>(buffer_.len); }
  [[nodiscard]] std::uint64_t number(std::size_t i) const noexcept {
    return load_word(data() + i * sizeof(std::uint64_t));
  }

 private:
  Py_buffer buffer_{};
};

/// The bytes of numbers that lie in a row.
template <typename Value>
nb::bytearray array_of(const std::vector<Value>& values) {
  return nb::bytearray(values.data(), values.size() * sizeof(Value));
}

/// Lets Python see to signals: Ctrl-C ends what goes on by an exception.
inline void see_signals() {
  const nb::gil_scoped_acquire gil;
  if (PyErr_CheckSignals() != 0) throw nb::python_error();
}
