using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Updates;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>One update of an update command.</summary>
internal sealed class UpdateStatement
{
    private readonly BsonDocument _query;
    private readonly Filter _filter;
    private readonly Update _update;
    private readonly bool _multi;
    private readonly bool _upsert;
    private readonly BsonValue? _hint;
    private readonly DateTime _now;

    /// <exception cref="CommandException">What is wrong, or not supported.</exception>
    public UpdateStatement(CommandArguments arguments, BsonDocument? let, DateTime now)
    {
        arguments.Only("q", "u", "c", "upsert", "multi", "arrayFilters", "hint", "collation");
        arguments.SimpleCollation();
        let = arguments.Document("c") is { } constants ? new BsonDocument(let ?? []).Merge(constants, overwriteExistingElements: true) : let;
        _query = arguments.RequiredDocument("q");
        _filter = Filter.Parse(_query, let, now);
        _update = Update.Parse(arguments.RequiredValue("u"), arguments.Array("arrayFilters"), let);
        _multi = arguments.Boolean("multi");
        _upsert = arguments.Boolean("upsert");
        _hint = arguments.Value("hint");
        _now = now;
        if (_multi && _update.IsReplacement)
        {
            throw new CommandException(ErrorCode.FailedToParse, "multi update is not supported for replacement-style update");
        }
    }

    public UpdateResult Run(IDocumentWriter writer, Namespace name, CancellationToken cancellationToken)
    {
        var matched = 0L;
        var modified = 0L;
        if (writer.Find(name) is { } collection)
        {
            foreach (var stored in writer.Read(Planner.Choose(collection, _filter, _query, hint: _hint)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var document = BsonBytes.Read(stored.Bytes);
                if (!_filter.Matches(document))
                {
                    continue;
                }

                matched++;
                modified += Change(writer, collection, stored, document) ? 1 : 0;
                if (!_multi)
                {
                    break;
                }
            }
        }

        if (matched > 0 || !_upsert)
        {
            return new UpdateResult(matched, modified, null);
        }

        var inserted = NewDocument.Prepare(_update.Upsert(_filter, _now));
        writer.Insert(writer.FindOrCreate(name), inserted.Bytes, inserted.Document);
        return new UpdateResult(0, 0, inserted.Document["_id"]);
    }

    private bool Change(IDocumentWriter writer, CollectionInfo collection, StoredDocument stored, BsonDocument document)
    {
        var (updated, isModified) = _update.Apply(document, _filter, isInsert: false, _now);
        if (isModified)
        {
            NewDocument.CheckStored(BsonBytes.Write(updated));
            writer.Replace(collection, stored, document, updated);
        }

        return isModified;
    }
}
