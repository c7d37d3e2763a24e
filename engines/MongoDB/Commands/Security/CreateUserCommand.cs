using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Security;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Security;

/// <summary>createUser: adds a user with built-in roles.</summary>
internal sealed class CreateUserCommand : ICommand
{
    public CommandDescription Description { get; } = new("createUser", Privilege.Users) { Fields = UserArguments.Fields };

    public async Task<BsonDocument> RunAsync(CommandContext context)
    {
        UserArguments.Check(context.Arguments);
        var name = UserArguments.Name(context);
        if (context.Server.Users.Find(context.Database, name) is not null)
        {
            throw new CommandException(ErrorCode.UserAlreadyExists, $"User \"{name}@{context.Database}\" already exists");
        }

        var roles = UserArguments.Roles(context.Arguments.Array("roles") ?? throw new CommandException(ErrorCode.BadValue, "\"createUser\" command requires a \"roles\" array"), context.Database);
        var user = new User(context.Database, name, UserStore.CredentialOf(context.Arguments.RequiredText("pwd")), roles, Guid.NewGuid());
        await context.Server.Users.SaveAsync(user, context.CancellationToken).ConfigureAwait(false);
        return [];
    }
}
