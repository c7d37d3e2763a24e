namespace Lab.Engines.MongoDB.Storage;

/// <summary>A write outside transactions met a document that an open transaction has changed: it is tried again when that has ended.</summary>
internal sealed class DocumentHeldException(Task ended) : Exception("The document is held by a transaction.")
{
    public Task Ended => ended;
}
