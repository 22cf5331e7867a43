from wagtail import hooks

from staff_library.search_sources import LibrarySource


@hooks.register("register_search_source")
def library_for_search() -> LibrarySource:
    return LibrarySource()
