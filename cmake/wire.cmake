# wire(NAME PROTOS ... [USES ...]): protobuf (lite) messages of a folder, included as "folder/x.pb.h".
function(wire name)
  cmake_parse_arguments(W "" "" "PROTOS;USES" ${ARGN})
  set(out ${CMAKE_BINARY_DIR}/wire)
  file(MAKE_DIRECTORY ${out})
  set(sources "")
  foreach(proto ${W_PROTOS})
    file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/${proto})
    string(REGEX REPLACE "\\.proto$" "" stem ${path})
    add_custom_command(
      OUTPUT ${out}/${stem}.pb.cc ${out}/${stem}.pb.h
      COMMAND protobuf::protoc --proto_path=${CMAKE_SOURCE_DIR} --cpp_out=${out} ${path}
      DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${proto}
      WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    list(APPEND sources ${out}/${stem}.pb.cc)
  endforeach()
  add_library(${name} STATIC ${sources})
  # Generated code isn't ours to check, and takes the compiler four times as long with sanitizers.
  target_compile_options(${name} PRIVATE -fno-sanitize=address,undefined)
  target_include_directories(${name} SYSTEM PUBLIC ${out})
  target_link_libraries(${name} PUBLIC protobuf::libprotobuf-lite ${W_USES})
endfunction()
