from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "bench.documents"
    label = "bench_documents"
