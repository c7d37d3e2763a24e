using Lab.Engines.MongoDB.Errors;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Security;

/// <summary>saslContinue: the client's proof, and the empty message that older clients send after it.</summary>
internal sealed class SaslContinueCommand : ICommand
{
    public CommandDescription Description { get; } = new("saslContinue") { NeedsAuthentication = false, Fields = ["conversationId", "payload"] };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var connection = context.Connection;
        var conversation = connection.Conversation
            ?? throw new CommandException(ErrorCode.ProtocolError, "No SASL session state found");
        if (context.Arguments.Integer("conversationId") != 1)
        {
            throw new CommandException(ErrorCode.ProtocolError, "sasl: Mismatched conversation id");
        }

        var payload = SaslStartCommand.Payload(context.Arguments);
        try
        {
            if (conversation.Authenticated is null)
            {
                var answer = conversation.Finish(payload);
                connection.User = conversation.Authenticated;
                return Task.FromResult(SaslStartCommand.Step(answer, done: true));
            }
        }
        catch (CommandException)
        {
            context.Server.Log.Write($"connection {connection.Id}: authentication failed");
            connection.Conversation = null;
            throw;
        }

        connection.Conversation = null;
        return Task.FromResult(SaslStartCommand.Step("", done: true));
    }
}
