using Lab.Engines.MongoDB.Security;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Security;

/// <summary>dropUser: removes a user.</summary>
internal sealed class DropUserCommand : ICommand
{
    public CommandDescription Description { get; } = new("dropUser", Privilege.Users);

    public async Task<BsonDocument> RunAsync(CommandContext context)
    {
        await context.Server.Users.DropAsync(context.Database, UserArguments.Name(context), context.CancellationToken).ConfigureAwait(false);
        return [];
    }
}
