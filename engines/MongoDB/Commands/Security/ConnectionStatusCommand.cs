using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Security;

/// <summary>connectionStatus: who the client is.</summary>
internal sealed class ConnectionStatusCommand : ICommand
{
    public CommandDescription Description { get; } = new("connectionStatus") { NeedsAuthentication = false, Fields = ["showPrivileges"] };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var user = context.Connection.User;
        return Task.FromResult(new BsonDocument("authInfo", new BsonDocument
        {
            { "authenticatedUsers", user is null ? [] : new BsonArray { new BsonDocument { { "user", user.Name }, { "db", user.Database } } } },
            { "authenticatedUserRoles", user is null ? [] : new BsonArray(user.Roles.Select(role => role.ToBson())) },
        }));
    }
}
