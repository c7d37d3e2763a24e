using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands;

/// <summary>A command of the protocol. A new one is a file, and a line in <see cref="CommandSet"/>.</summary>
internal interface ICommand
{
    CommandDescription Description { get; }

    /// <returns>The answer, without <c>ok</c>.</returns>
    /// <exception cref="Errors.CommandException">What is wrong, by MongoDB's code.</exception>
    Task<BsonDocument> RunAsync(CommandContext context);
}
