using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Security;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Catalog;

/// <summary>listDatabases: those with a collection, with about their size; a user without the right to see all sees those that it may read.</summary>
internal sealed class ListDatabasesCommand : ICommand
{
    public CommandDescription Description { get; } = new("listDatabases") { AdminOnly = true, Fields = ["nameOnly", "filter", "authorizedDatabases"] };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var user = context.Connection.User!;
        var nameOnly = context.Arguments.Boolean("nameOnly");
        var filter = Filter.Parse(context.Arguments.Document("filter") ?? []);
        var seesAll = Authorization.Allows(user, Privilege.ListDatabases, "admin") && !context.Arguments.Boolean("authorizedDatabases");
        var catalog = context.Server.Store.Catalog;
        var total = 0L;
        var databases = new BsonArray();
        foreach (var name in catalog.Databases.Where(name => seesAll || Authorization.Allows(user, Privilege.Read, name)))
        {
            var size = nameOnly ? 0 : CollectionSize.Estimate(context.Server.Store, catalog.In(name));
            var entry = nameOnly ? new BsonDocument("name", name) : new BsonDocument { { "name", name }, { "sizeOnDisk", size }, { "empty", false } };
            if (filter.Matches(entry))
            {
                databases.Add(entry);
                total += size;
            }
        }

        var reply = new BsonDocument("databases", databases);
        return Task.FromResult(nameOnly ? reply : reply.Add("totalSize", total).Add("totalSizeMb", total >> 20));
    }
}
