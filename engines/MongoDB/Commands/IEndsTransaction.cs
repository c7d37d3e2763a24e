namespace Lab.Engines.MongoDB.Commands;

/// <summary>A command that ends the transaction that it names, open or not.</summary>
internal interface IEndsTransaction : ICommand;
