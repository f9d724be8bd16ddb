# Included by src/CMakeLists.txt after the module store: its migrations become a C file of the library.
if(TARGET store)
  file(GLOB migrations CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/migrations/*.sql)
  set(embedded ${CMAKE_BINARY_DIR}/generated/store_migrations.c)
  add_custom_command(
    OUTPUT ${embedded}
    COMMAND ${CMAKE_COMMAND} -D FOLDER=${PROJECT_SOURCE_DIR}/migrations -D OUT=${embedded} -P ${CMAKE_CURRENT_LIST_DIR}/embed.cmake
    DEPENDS ${migrations} ${CMAKE_CURRENT_LIST_DIR}/embed.cmake
    VERBATIM)
  target_sources(store PRIVATE ${embedded})
endif()
