using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Security;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Security;

/// <summary>updateUser: changes a user's password or roles.</summary>
internal sealed class UpdateUserCommand : ICommand
{
    public CommandDescription Description { get; } = new("updateUser", Privilege.Users) { Fields = UserArguments.Fields };

    public async Task<BsonDocument> RunAsync(CommandContext context)
    {
        UserArguments.Check(context.Arguments);
        var name = UserArguments.Name(context);
        var user = context.Server.Users.Find(context.Database, name) ?? throw UserStore.NotFound(context.Database, name);
        var password = context.Arguments.Text("pwd");
        var roles = context.Arguments.Array("roles");
        if (password is null && roles is null)
        {
            throw new CommandException(ErrorCode.BadValue, "Must specify at least one field to update in updateUser");
        }

        user = password is null ? user : user with { Credential = UserStore.CredentialOf(password) };
        user = roles is null ? user : user with { Roles = UserArguments.Roles(roles, context.Database) };
        await context.Server.Users.SaveAsync(user, context.CancellationToken).ConfigureAwait(false);
        return [];
    }
}
