"""A corpus: many documents read with the same function as one, to Parquet, and taken up again.

``sources`` names the documents one by one, ``prefilter`` sets aside what no mediator needs,
``batch`` reads a handful (a pure function, run here, in processes or on a Dask cluster),
``parquet`` lays claims out as columns, ``ledger`` keeps what is done, ``engines`` are where the
work is done, and ``run`` holds them together.
"""
