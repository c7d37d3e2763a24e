using System.Text;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Security;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Security;

/// <summary>saslStart: begins SCRAM-SHA-256.</summary>
internal sealed class SaslStartCommand : ICommand
{
    public CommandDescription Description { get; } = new("saslStart") { NeedsAuthentication = false, Fields = ["mechanism", "payload", "options", "autoAuthorize"] };

    public Task<BsonDocument> RunAsync(CommandContext context) => Task.FromResult(Start(context, context.Arguments, context.Database));

    /// <summary>Begins it with a hello; what is wrong is said when the client authenticates in earnest.</summary>
    public static BsonDocument? Speculate(CommandContext context, BsonDocument request)
    {
        try
        {
            return Start(context, new CommandArguments("speculativeAuthenticate", request), request.GetValue("db", "admin").ToString()!);
        }
        catch (CommandException)
        {
            return null;
        }
    }

    public static BsonDocument Step(string payload, bool done) => new()
    {
        { "conversationId", 1 },
        { "done", done },
        { "payload", new BsonBinaryData(Encoding.UTF8.GetBytes(payload)) },
    };

    public static string Payload(CommandArguments arguments) => arguments.RequiredValue("payload") switch
    {
        BsonBinaryData binary => Encoding.UTF8.GetString(binary.Bytes),
        _ => throw new CommandException(ErrorCode.TypeMismatch, "payload must be binary data"),
    };

    private static BsonDocument Start(CommandContext context, CommandArguments arguments, string database)
    {
        ScramConversation.CheckMechanism(arguments.RequiredText("mechanism"));
        var conversation = new ScramConversation(context.Server.Users, database);
        var answer = conversation.Start(Payload(arguments));
        context.Connection.Conversation = conversation;
        return Step(answer, done: false);
    }
}
