using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Lab.Engines.ObjectStore.Tests.InProcess;

/// <summary>What the engine answered.</summary>
internal sealed record Answer(int Status, IHeaderDictionary Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The error's code; empty for none.</summary>
    public string Code => Body.Length > 0 && Text.Contains("<Error>", StringComparison.Ordinal) ? XElement.Parse(Text).Element("Code")!.Value : "";
}
