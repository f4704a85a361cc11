"""What finds names in a text: models, rules, and what both miss. All give `raw_mentions`.

Open `rules` for names without a model, `spacy_model` for those of a model, `model_choice` for which of them reads what.
"""
