using System.Collections;
using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A list whose readers see one state from their first item to their last, whatever is added meanwhile.</summary>
internal sealed class SnapshotList<T> : IList<T>
{
    private ImmutableList<T> items = [];

    public int Count => items.Count;

    public bool IsReadOnly => false;

    public T this[int index]
    {
        get => items[index];
        set => ImmutableInterlocked.Update(ref items, list => list.SetItem(index, value));
    }

    public void Add(T item) => ImmutableInterlocked.Update(ref items, list => list.Add(item));

    public void Insert(int index, T item) => ImmutableInterlocked.Update(ref items, list => list.Insert(index, item));

    public bool Remove(T item) => ImmutableInterlocked.Update(ref items, list => list.Remove(item));

    public void RemoveAt(int index) => ImmutableInterlocked.Update(ref items, list => list.RemoveAt(index));

    public void Clear() => ImmutableInterlocked.Update(ref items, list => list.Clear());

    public bool Contains(T item) => items.Contains(item);

    public int IndexOf(T item) => items.IndexOf(item);

    public void CopyTo(T[] array, int arrayIndex) => items.CopyTo(array, arrayIndex);

    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
