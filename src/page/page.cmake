# Included by src/CMakeLists.txt after the module api, which serves these files: they become C files of the library.
function(cospaced_embed table)
  set(made ${CMAKE_BINARY_DIR}/generated/${table}.c)
  string(REPLACE ";" "," files "${ARGN}")
  add_custom_command(
    OUTPUT ${made}
    COMMAND ${CMAKE_COMMAND} -D FILES=${files} -D TABLE=${table} -D OUT=${made} -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/embed.cmake
    DEPENDS ${ARGN} ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/embed.cmake
    VERBATIM)
  target_sources(api PRIVATE ${made})
endfunction()

file(GLOB page_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.html ${CMAKE_CURRENT_LIST_DIR}/*.css ${CMAKE_CURRENT_LIST_DIR}/*.js)
cospaced_embed(PAGE_FILES ${page_files})
cospaced_embed(OPENAPI_FILES ${PROJECT_SOURCE_DIR}/contrib/openapi/cospaced.json)
target_include_directories(api PRIVATE ${PROJECT_SOURCE_DIR}/src)
